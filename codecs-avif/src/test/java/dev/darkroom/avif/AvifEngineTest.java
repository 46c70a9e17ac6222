// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.EncodedImage;
import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.image.Variant;
import dev.darkroom.testkit.SamplePictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codec in its place: found by the standard engine, with files that other programs made. */
class AvifEngineTest {
    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @CsvSource({
        "rot1mir0.avif, AVIF, 640, 427, 5, false",
        "rot0mir1.avif, AVIF, 640, 427, 2, false",
        "transparency.avif, AVIF, 64, 64, 1, true",
        "color_grid_alpha_nogrid.avif, AVIF, 80, 80, 1, true",
        "draw_points_idat.avif, AVIF, 33, 11, 1, true",
        "clap_irot_imir_non_essential.avif, AVIF, 10, 8, 7, true",
        "Monochrome.avif, AVIF, 1280, 720, 1, false",
        "L_10__29x100.heif, HEIC, 29, 100, 1, false",
        "RGBA_8__29x100.heif, HEIC, 29, 100, 1, true",
        "image.heic, HEIC, 256, 256, 1, false"
    })
    void itReadsWhatOthersWrote(String name, ImageFormat format, int width, int height, int orientation, boolean alpha)
            throws IOException {
        assertThat(engine.inspect(file(name))).isEqualTo(new ImageInfo(format, width, height, orientation, alpha));
        assertThat(engine.render(file(name), RenderRequest.sample(50)).sample()).isPresent();
    }

    @Test
    void picturesThatAreTurnedInDifferentWaysStandUprightAlike() throws IOException {
        Pixels one = sample("rot1mir0.avif");
        Pixels other = sample("rot0mir1.avif");

        int far = 0;
        for (int i = 0; i < one.toArray().length; i += 101) {
            far += Math.abs((one.toArray()[i] >> 8 & 0xFF) - (other.toArray()[i] >> 8 & 0xFF)) > 30 ? 1 : 0;
        }
        // Each of them has a line of text in the middle that says how it is turned.
        assertThat(far).isLessThan(one.toArray().length / 101 / 20);
    }

    @Test
    void anEngineWritesAvifVariants() throws IOException {
        Variant variant = Variant.fit("detail", 320, 320).formats(ImageFormat.AVIF, ImageFormat.JPEG);

        List<EncodedImage> images = engine.render(
                        SamplePictures.jpeg(640, 480), RenderRequest.variants(List.of(variant)))
                .images();

        assertThat(images).extracting(EncodedImage::format).containsExactly(ImageFormat.AVIF, ImageFormat.JPEG);
        Pixels seen = engine.render(images.get(0).content(), RenderRequest.sample(320))
                .sample()
                .orElseThrow();
        assertThat(seen.height()).isEqualTo(240);
        assertThat(seen.at(20, 20) >> 16 & 0xFF).isGreaterThan(220);
    }

    @Test
    void aPictureOfHighDynamicRangeIsMadeFitForAScreen() throws IOException {
        byte[] file = new AvifCodec().encode(ImageFormat.AVIF, plain(0x949494), 100);

        assertThat(gray(file)).isBetween(0x92, 0x96);
        assertThat(gray(withCodes(file, 9, 16)))
                .as("PQ's number for white paper")
                .isBetween(185, 192);
        assertThat(gray(withCodes(file, 9, 18))).as("less than HLG's for it").isBetween(110, 150);
    }

    private static Pixels plain(int rgb) {
        int[] argb = new int[64 * 64];
        Arrays.fill(argb, 0xFF000000 | rgb);
        return new Pixels(64, 64, argb);
    }

    /** Changes what the box 'colr' says of the colours. */
    private static byte[] withCodes(byte[] file, int primaries, int transfer) {
        byte[] changed = file.clone();
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("nclx") + 4;
        changed[at + 1] = (byte) primaries;
        changed[at + 3] = (byte) transfer;
        return changed;
    }

    private int gray(byte[] file) throws IOException {
        Pixels seen = engine.render(ImageContent.of(file), RenderRequest.sample(64))
                .sample()
                .orElseThrow();
        return seen.at(32, 32) & 0xFF;
    }

    @ParameterizedTest
    @CsvSource({
        "17000x17000.avif, TOO_LARGE",
        "heif-box-size-0-loop.heic, BROKEN",
        "truncated.heic, BROKEN",
        "poc_b_506387278.avif, BROKEN"
    })
    void whatIsNoGoodIsRefused(String name, Reason reason) {
        assertThatThrownBy(() -> engine.render(file(name), RenderRequest.sample(10)))
                .isInstanceOfSatisfying(
                        ImageRejectedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Pixels sample(String name) throws IOException {
        return engine.render(file(name), RenderRequest.sample(200)).sample().orElseThrow();
    }

    private static ImageContent file(String name) throws IOException {
        try (InputStream in = AvifEngineTest.class.getResourceAsStream("/pictures/" + name)) {
            return ImageContent.of(Objects.requireNonNull(in, name).readAllBytes());
        }
    }
}
