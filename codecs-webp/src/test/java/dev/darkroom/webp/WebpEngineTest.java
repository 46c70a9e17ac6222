// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

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
import dev.darkroom.image.Variant;
import dev.darkroom.testkit.SamplePictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codec in its place: found by the standard engine, with files that other programs made. */
class WebpEngineTest {
    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @CsvSource({
        "lossy_alpha.webp, 100, 100, true",
        "gopher-doc.8bpp.lossless.webp, 75, 100, false",
        "image.webp, 300, 400, false",
        "rotating-squares.webp, 80, 80, true"
    })
    void itReadsWhatOthersWrote(String name, int width, int height, boolean alpha) throws IOException {
        assertThat(engine.inspect(file(name))).isEqualTo(new ImageInfo(ImageFormat.WEBP, width, height, 1, alpha));
        assertThat(engine.render(file(name), RenderRequest.sample(50)).sample()).isPresent();
    }

    @Test
    void anEngineWritesWebpVariants() throws IOException {
        Variant variant = Variant.fit("detail", 320, 320).formats(ImageFormat.WEBP, ImageFormat.JPEG, ImageFormat.ICO);

        List<EncodedImage> images = engine.render(
                        SamplePictures.jpeg(640, 480), RenderRequest.variants(List.of(variant)))
                .images();

        assertThat(images).extracting(EncodedImage::format).containsExactly(ImageFormat.WEBP, ImageFormat.JPEG);
        Pixels seen = engine.render(images.get(0).content(), RenderRequest.sample(320))
                .sample()
                .orElseThrow();
        assertThat(seen.height()).isEqualTo(240);
        assertThat(seen.at(20, 20) >> 16 & 0xFF).isGreaterThan(220);
        assertThat(engine.leftOut()).containsExactly(ImageFormat.ICO);
    }

    @ParameterizedTest
    @CsvSource({"webp-lossless-16383x16383.webp, too large", "webp-vp8x-canvas-16777216.webp, damaged"})
    void whatClaimsToBeHugeIsRefused(String name, String message) {
        assertThatThrownBy(() -> engine.inspect(file(name)))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileOfCountlessEmptyPartsIsRefusedBeforeTheyTakeMemory() {
        ByteBuffer file = ByteBuffer.allocate(12 + 8 * 70_000);
        file.put("RIFF....WEBP".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> engine.inspect(ImageContent.of(file.array())))
                .isInstanceOf(ImageRejectedException.class)
                .hasMessage("the WEBP data is damaged: it has more than 65536 parts");
    }

    private static ImageContent file(String name) throws IOException {
        try (InputStream in = WebpEngineTest.class.getResourceAsStream("/pictures/" + name)) {
            return ImageContent.of(Objects.requireNonNull(in, name).readAllBytes());
        }
    }
}
