// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.Focus;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
    private final ImageEngine engine = ImageEngine.standard();

    @ParameterizedTest
    @CsvSource({
        "CONTAIN, false, 400, 300, 200, 200, 200, 150",
        "CONTAIN, false, 300, 400, 200, 200, 150, 200",
        "CONTAIN, false, 401, 300, 100, 100, 100, 75",
        "CONTAIN, false, 100,  50, 200, 200, 100,  50",
        "CONTAIN, true,  100,  50, 200, 200, 200, 100",
        "CONTAIN, false, 900,   1, 100, 100, 100,   1",
        "CONTAIN, false,   1, 900, 100, 100,   1, 100",
        "COVER,   false, 400, 300, 200, 200, 200, 200",
        "COVER,   false, 400, 300, 192,  64, 192,  64",
        "COVER,   false, 100,  50, 200, 200,  50,  50",
        "COVER,   false, 100, 300, 200, 100, 100,  50",
        "COVER,   false, 300, 100, 200, 200, 100, 100",
        "COVER,   true,  100,  50, 200, 200, 200, 200",
        "COVER,   false,   1,   1, 200, 100,   1,   1"
    })
    void outputsHaveExactlyTheSizeThatFollowsFromTheBox(
            Variant.Fit fit, boolean enlarge, int width, int height, int boxWidth, int boxHeight, int w, int h)
            throws IOException {
        Set<Variant.Wish> wishes = enlarge ? Set.of(Variant.Wish.ENLARGING) : Set.of();
        Variant variant = new Variant(
                "v", boxWidth, boxHeight, fit, Focus.CENTRE, List.of(ImageFormat.PNG), 80, wishes, 0xFFFFFF);
        byte[] png = Pictures.encoded(Pictures.quarters(width, height), "png");

        EncodedImage image = engine.render(ImageContent.of(png), RenderRequest.variants(List.of(variant)))
                .images()
                .get(0);

        assertThat(List.of(image.width(), image.height())).containsExactly(w, h);
        BufferedImage decoded = Pictures.decoded(image.content());
        assertThat(List.of(decoded.getWidth(), decoded.getHeight())).containsExactly(w, h);
    }

    @Test
    void coverCutsOffBothSidesEvenly() throws IOException {
        BufferedImage picture = Pictures.quarters(300, 100);
        Pictures.fill(picture, 0, 0, 90, 100, 0xFF00FF);
        Pictures.fill(picture, 210, 0, 90, 100, 0xFF00FF);

        EncodedImage image = engine.render(
                        ImageContent.of(Pictures.encoded(picture, "png")),
                        RenderRequest.variants(List.of(Variant.square("v", 50).png())))
                .images()
                .get(0);

        BufferedImage seen = Pictures.decoded(image.content());
        assertThat(Colours.distance(seen.getRGB(0, 10), Pictures.TOP_LEFT)).isLessThan(8);
        assertThat(Colours.distance(seen.getRGB(49, 10), Pictures.TOP_RIGHT)).isLessThan(8);
        assertThat(Colours.distance(seen.getRGB(0, 40), Pictures.BOTTOM_LEFT)).isLessThan(8);
        assertThat(Colours.distance(seen.getRGB(49, 40), Pictures.BOTTOM_RIGHT)).isLessThan(8);
    }

    @Test
    void aPlainPictureStaysPlainToItsEdges() throws IOException {
        BufferedImage picture = Pictures.plain(733, 411, BufferedImage.TYPE_INT_RGB, new Color(0x336699));

        for (int side : new int[] {1, 2, 17, 150, 365, 500, 732}) {
            Pixels seen = sample(Pictures.encoded(picture, "png"), side);
            assertThat(seen.toArray()).containsOnly(0xFF336699);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {830, 690, 600, 390, 200, 90, 60, 40})
    void aJpegThatIsDecodedSmallShowsTheSameInTheSamePlaceAsOneThatIsNot(int side) throws IOException {
        byte[] jpeg = Pictures.jpeg(Scenes.image(Scenes.photo(6, 837, 613)));
        byte[] png = Pictures.encoded(Pictures.decoded(ImageContent.of(jpeg)), "png");

        Pixels reduced = sample(jpeg, side);
        Pixels whole = sample(png, side);

        assertThat(reduced.height()).isEqualTo(whole.height());
        assertThat(meanDistance(reduced, whole)).isLessThan(meanDistance(reduced, moved(whole)) / 2);
        assertThat(meanDistance(reduced, whole)).isLessThan(6);
    }

    private Pixels sample(byte[] picture, int side) throws IOException {
        return engine.render(ImageContent.of(picture), RenderRequest.sample(side))
                .sample()
                .orElseThrow();
    }

    /** The picture with each pixel one to the right and one below. */
    private static Pixels moved(Pixels pixels) {
        int[] moved = new int[pixels.width() * pixels.height()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = pixels.at(Math.max(0, i % pixels.width() - 1), Math.max(0, i / pixels.width() - 1));
        }
        return new Pixels(pixels.width(), pixels.height(), moved);
    }

    private static double meanDistance(Pixels one, Pixels other) {
        double sum = 0;
        for (int y = 0; y < one.height(); y++) {
            for (int x = 0; x < one.width(); x++) {
                sum += Colours.distance(one.at(x, y), other.at(x, y));
            }
        }
        return sum / (one.width() * one.height());
    }

    @Test
    void aFineCheckerboardBecomesGrayAndNoFalsePattern() throws IOException {
        BufferedImage picture = new BufferedImage(800, 800, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 800; y++) {
            for (int x = 0; x < 800; x++) {
                picture.setRGB(x, y, (x + y) % 2 == 0 ? 0 : 0xFFFFFF);
            }
        }

        Pixels seen = sample(Pictures.encoded(picture, "png"), 300);

        for (int argb : seen.toArray()) {
            assertThat(Colours.distance(argb, 0x808080)).isLessThan(12);
        }
    }

    @Test
    void severalVariantsAndASampleComeFromOneCall() throws IOException {
        Variant small = Variant.square("small", 20).formats(ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.JPEG);
        Variant large = Variant.fit("large", 100, 100);
        byte[] png = Pictures.encoded(Pictures.quarters(200, 100), "png");

        Rendered rendered = engine.render(
                ImageContent.of(png),
                RenderRequest.variants(List.of(small, large)).and(RenderRequest.sample(10)));

        assertThat(rendered.of(small))
                .extracting(EncodedImage::format)
                .containsExactly(ImageFormat.PNG, ImageFormat.JPEG);
        assertThat(rendered.of(large)).extracting(EncodedImage::width).containsExactly(100);
        assertThat(rendered.sample().orElseThrow().width()).isEqualTo(10);
        assertThat(engine.writes()).containsExactlyInAnyOrder(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.GIF);
    }
}
