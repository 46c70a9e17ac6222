// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.Scenes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The expected hashes are those of the npm packages blurhash 2.0.5 and thumbhash 0.1.1 for the same pixels. */
class PlaceholderTest {
    private static final int WHITE = 0xFFFFFFFF;

    @Test
    void blurHashesAreThoseOfOtherPrograms() {
        assertThat(BlurHash.of(drawn(6, 4, (x, y) -> 0xFF000000), 4, 3)).isEqualTo("L00000fQfQfQfQfQfQfQfQfQfQfQ");
        assertThat(BlurHash.of(drawn(1, 1, (x, y) -> WHITE), 4, 4)).isEqualTo("U~TSUA~q~q~q~q~q~q~q~q~q~q~q~q~q~q~q");
        assertThat(BlurHash.of(glow(32, 24), 4, 3)).isEqualTo("L~Lhax}%oyovt^nTe;fQg2e:fQfQ");
        assertThat(BlurHash.of(glow(24, 24), 3, 3)).isEqualTo("K,ODl,~1X7t^nSe;f+e:fQ");
        assertThat(BlurHash.of(glow(20, 25), 3, 4)).isEqualTo("TuPi?D~2XQyMnSe;f+e:fQxpoJfQ");
    }

    @Test
    void aBlurHashShowsThePictureBlurred() {
        Pixels quarters = quarters(32, 24);

        int[] shown = BlurHashReader.read(BlurHash.of(quarters, 4, 3), 4, 4);

        assertThat(shown[0] >> 16 & 0xFF).as("red at the top left").isGreaterThan(180);
        assertThat(shown[3] >> 8 & 0xFF).as("green at the top right").isGreaterThan(140);
        assertThat(shown[12] & 0xFF).as("blue at the bottom left").isGreaterThan(180);
    }

    @Test
    void thumbHashesAreThoseOfOtherPrograms() {
        assertThat(thumbHash(glow(32, 24))).isEqualTo("Z8oJfZBveHhoeHiIiIiHiG969zSJ");
        assertThat(thumbHash(glow(20, 25))).isEqualTo("KgwGPgZveGh1h5d4iHd4iHeHf33GBIs=");
    }

    @Test
    void aThumbHashKnowsTransparency() {
        assertThat(thumbHash(veiled(glow(32, 24)))).isEqualTo("aNuFRIoqj4h3h3iI96h5b6P3h8iGd4d4CA==");
        assertThat(thumbHash(veiled(glow(20, 25)))).isEqualTo("agyGLAQbf1h2l4d3+Nd4XbD3h+d2d4h4Bw==");
    }

    @Test
    void aDataUriIsATinyPictureInItsProportions() throws IOException {
        BufferedImage shown = shown(DataUri.of(quarters(400, 300), 1000));

        assertThat(shown.getWidth()).isEqualTo(20);
        assertThat(shown.getHeight()).isEqualTo(15);
        assertThat(shown.getRGB(1, 1)).isEqualTo(0xFFFF0000);
        assertThat(shown.getRGB(18, 13)).isEqualTo(0xFFFFE700);
    }

    @Test
    void aDataUriKeepsToItsLength() throws IOException {
        int[] noise = new Random(1).ints(96 * 96).toArray();

        for (int length : new int[] {200, 400, 800, 1600}) {
            String uri = DataUri.of(new Pixels(96, 96, noise), length);
            assertThat(uri).hasSizeLessThanOrEqualTo(length);
            assertThat(shown(uri)).isNotNull();
        }
        for (int seed = 0; seed < 8; seed++) {
            assertThat(shown(DataUri.of(Scenes.photo(seed, 96, 72), 1000)).getWidth())
                    .as("pixels of scene %d", seed)
                    .isGreaterThanOrEqualTo(14);
        }
        assertThatThrownBy(() -> Placeholder.previews(100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDataUriKeepsTransparency() throws IOException {
        BufferedImage shown = shown(DataUri.of(drawn(40, 40, (x, y) -> x < 20 ? 0xFF2040E0 : 0), 1000));

        assertThat(shown.getRGB(2, 2) >>> 24).isEqualTo(255);
        assertThat(shown.getRGB(17, 2) >>> 24).isZero();
    }

    private static String thumbHash(Pixels picture) {
        return Base64.getEncoder().encodeToString(ThumbHash.of(picture));
    }

    private static BufferedImage shown(String uri) throws IOException {
        assertThat(uri).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static Pixels quarters(int width, int height) {
        return drawn(width, height, (x, y) -> {
            boolean left = x < width / 2;
            return y < height / 2 ? left ? 0xFFFF0000 : 0xFF00C000 : left ? 0xFF0000FF : 0xFFFFE000;
        });
    }

    /** Without symmetry, whose waves of no height may be rounded either way. */
    private static Pixels glow(int width, int height) {
        return drawn(
                width,
                height,
                (x, y) -> 0xFF000000
                        | (250 - ((x * x) >> 2)) << 16
                        | (240 - ((x * y) >> 2)) << 8
                        | (30 + ((y * y) >> 3) + 2 * x + ((x * x) >> 4)));
    }

    private static Pixels veiled(Pixels picture) {
        return drawn(
                picture.width(),
                picture.height(),
                (x, y) -> (255 - 3 * x - ((x * y) >> 3) - 2 * y) << 24 | (picture.at(x, y) & 0xFFFFFF));
    }

    private static Pixels drawn(int width, int height, IntBinaryOperator colour) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = colour.applyAsInt(i % width, i / width);
        }
        return new Pixels(width, height, argb);
    }
}
