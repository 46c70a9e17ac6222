// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    private static final int[] COLOURS = {
        Pictures.TOP_LEFT, Pictures.TOP_RIGHT, Pictures.BOTTOM_LEFT, Pictures.BOTTOM_RIGHT
    };

    private final ImageEngine engine = ImageEngine.standard();

    /** The columns name which stored quarter (0 to 3) a viewer sees top left, top right, bottom left, bottom right. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 2, 3",
        "2, 1, 0, 3, 2",
        "3, 3, 2, 1, 0",
        "4, 2, 3, 0, 1",
        "5, 0, 2, 1, 3",
        "6, 2, 0, 3, 1",
        "7, 3, 1, 2, 0",
        "8, 1, 3, 0, 2"
    })
    void aStoredPictureComesOutUpright(int orientation, int topLeft, int topRight, int bottomLeft, int bottomRight)
            throws IOException {
        byte[] jpeg = Pictures.withExif(Pictures.jpeg(Pictures.quarters(96, 64)), Exif.orientation(orientation));

        Rendered rendered = engine.render(ImageContent.of(jpeg), RenderRequest.sample(48));

        boolean turned = orientation > 4;
        assertThat(rendered.info().orientation()).isEqualTo(orientation);
        assertThat(rendered.info().width()).isEqualTo(turned ? 64 : 96);
        assertThat(rendered.info().height()).isEqualTo(turned ? 96 : 64);
        Pixels seen = rendered.sample().orElseThrow();
        assertThat(seen.width()).isEqualTo(turned ? 32 : 48);
        assertThat(corners(seen)).containsExactly(topLeft, topRight, bottomLeft, bottomRight);
    }

    @Test
    void aPngWithExifIsTurnedToo() throws IOException {
        byte[] png = Pictures.encoded(Pictures.quarters(60, 40), "png");
        byte[] start = Arrays.copyOf(png, 33);
        byte[] rest = Arrays.copyOfRange(png, 33, png.length);
        byte[] turned = Pictures.joined(start, Pictures.chunk("eXIf", Exif.orientation(6)), rest);

        Rendered rendered = engine.render(ImageContent.of(turned), RenderRequest.sample(60));

        assertThat(rendered.info().width()).isEqualTo(40);
        assertThat(corners(rendered.sample().orElseThrow())).containsExactly(2, 0, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void anOddOrientationMeansUpright(int orientation) throws IOException {
        byte[] jpeg = Pictures.withExif(Pictures.jpeg(Pictures.quarters(32, 16)), Exif.orientation(orientation));

        ImageInfo info = engine.inspect(ImageContent.of(jpeg));

        assertThat(info.orientation()).isEqualTo(1);
        assertThat(info.width()).isEqualTo(32);
    }

    @Test
    void exifThatPointsFarBehindItsEndMeansUpright() throws IOException {
        byte[] exif = {'I', 'I', 43, 0, 8, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, 127};
        byte[] jpeg = Pictures.withExif(Pictures.jpeg(Pictures.quarters(32, 16)), exif);

        assertThat(engine.inspect(ImageContent.of(jpeg)).orientation()).isEqualTo(1);
    }

    @Test
    void theOutputSaysNothingAboutOrientation() throws IOException {
        byte[] jpeg = Pictures.withExif(Pictures.jpeg(Pictures.quarters(96, 64)), Exif.orientation(6));

        EncodedImage image = engine.render(
                        ImageContent.of(jpeg), RenderRequest.variants(List.of(Variant.fit("v", 48, 48))))
                .images()
                .get(0);

        assertThat(engine.inspect(image.content()).orientation()).isEqualTo(1);
        BufferedImage seen = Pictures.decoded(image.content());
        assertThat(seen.getWidth()).isEqualTo(32);
        assertThat(seen.getHeight()).isEqualTo(48);
    }

    private static int[] corners(Pixels picture) {
        int right = picture.width() - 3;
        int bottom = picture.height() - 3;
        return new int[] {
            nearest(picture.at(2, 2)),
            nearest(picture.at(right, 2)),
            nearest(picture.at(2, bottom)),
            nearest(picture.at(right, bottom))
        };
    }

    private static int nearest(int argb) {
        for (int i = 0; i < COLOURS.length; i++) {
            if (Colours.distance(argb, COLOURS[i]) < 40) {
                return i;
            }
        }
        return -1;
    }
}
