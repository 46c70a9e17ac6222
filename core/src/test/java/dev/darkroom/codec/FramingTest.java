// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.Focus;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    private static final int SUBJECT = 0xE02020;
    private static final int GROUND = 0x808080;

    private final ImageEngine engine = ImageEngine.standard();

    /** A gray picture with a red patch at its right end. */
    private static byte[] subjectOnTheRight(String format) throws IOException {
        BufferedImage picture = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
        Pictures.fill(picture, 0, 0, 900, 300, GROUND);
        Pictures.fill(picture, 720, 90, 120, 120, SUBJECT);
        return Pictures.encoded(picture, format);
    }

    private BufferedImage rendered(byte[] picture, RenderRequest request) throws IOException {
        EncodedImage image =
                engine.render(ImageContent.of(picture), request).images().get(0);
        BufferedImage seen = Pictures.decoded(image.content());
        assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(image.width(), image.height());
        return seen;
    }

    private BufferedImage rendered(byte[] picture, Variant variant) throws IOException {
        return rendered(picture, RenderRequest.variants(List.of(variant)));
    }

    private static boolean shows(BufferedImage picture, int colour) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (Colours.distance(picture.getRGB(x, y), colour) < 20) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aCutKeepsThePointThatItIsToldToKeep(String format) throws IOException {
        byte[] picture = subjectOnTheRight(format);
        Variant middle = Variant.square("v", 100);

        assertThat(shows(rendered(picture, middle), SUBJECT)).isFalse();
        assertThat(shows(rendered(picture, middle.keeping(new Focus(0.9, 0.5))), SUBJECT))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aSmartCutFindsWhatDrawsTheEye(String format) throws IOException {
        BufferedImage seen =
                rendered(subjectOnTheRight(format), Variant.square("v", 100).smart());

        assertThat(shows(seen, SUBJECT)).isTrue();
    }

    @Test
    void whatTheJobSaysOfItsPictureCountsMoreThanWhatDrawsTheEye() throws IOException {
        Variant smart = Variant.square("v", 100).smart();
        RenderRequest request = RenderRequest.variants(List.of(smart)).focusedOn(new Focus(0.1, 0.5));

        assertThat(shows(rendered(subjectOnTheRight("png"), request), SUBJECT)).isFalse();
    }

    @Test
    void aPaddedPictureIsWholeInABoxOfExactlyThatSize() throws IOException {
        Variant padded = Variant.pad("v", 300, 300).background(0x102030).png();

        BufferedImage seen = rendered(subjectOnTheRight("png"), padded);

        assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(300, 300);
        assertThat(seen.getRGB(150, 20) & 0xFFFFFF).isEqualTo(0x102030);
        assertThat(seen.getRGB(150, 280) & 0xFFFFFF).isEqualTo(0x102030);
        assertThat(Colours.distance(seen.getRGB(20, 150), GROUND)).isLessThan(8);
        assertThat(shows(seen, SUBJECT)).isTrue();
    }

    @Test
    void densitiesAreVariantsOfTheirOwn() {
        List<Variant> all = Variant.square("thumb", 100).quality(70).densities(1, 1.5, 2);

        assertThat(all).extracting(Variant::name).containsExactly("thumb", "thumb-1_5x", "thumb-2x");
        assertThat(all).extracting(Variant::width).containsExactly(100, 150, 200);
        assertThat(all).extracting(Variant::quality).containsOnly(70);
    }
}
