// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.Variant;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PalettedTest {
    private static final int DEPTH = 8;
    private static final int COLOUR_TYPE = 9;
    private static final int PALETTE = 3;

    private static BufferedImage drawn(int width, int height, IntBinaryOperator argb) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, argb.applyAsInt(x, y));
            }
        }
        return picture;
    }

    private static byte[] made(BufferedImage picture, Variant variant) throws IOException {
        return ImageEngine.standard()
                .render(ImageContent.of(Pictures.encoded(picture, "png")), RenderRequest.variants(List.of(variant)))
                .images()
                .get(0)
                .content()
                .bytes();
    }

    private static byte[] paletted(BufferedImage picture) throws IOException {
        return made(picture, asItIs(picture).paletted());
    }

    private static Variant asItIs(BufferedImage picture) {
        return Variant.fit("v", picture.getWidth(), picture.getHeight()).png();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 4", "16, 4", "17, 8", "256, 8"})
    void fewColoursAreKeptInTheFewestBits(int colours, int bits) throws IOException {
        BufferedImage picture = drawn(37, 41, (x, y) -> 0xFF000000 | (x + 37 * y) % colours * 0x030501);

        byte[] png = paletted(picture);

        assertThat(png[16 + DEPTH]).isEqualTo((byte) bits);
        assertThat(png[16 + COLOUR_TYPE]).isEqualTo((byte) PALETTE);
        assertThat(Pngs.types(png)).containsExactly("IHDR", "PLTE", "IDAT", "IEND");
        assertThat(Pngs.body(png, "PLTE")).hasSize(3 * colours);
        assertSame(Pictures.decoded(ImageContent.of(png)), picture);
    }

    private static void assertSame(BufferedImage seen, BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                assertThat(seen.getRGB(x, y)).isEqualTo(picture.getRGB(x, y));
            }
        }
    }

    @Test
    void transparencyStaysAndItsColoursComeFirst() throws IOException {
        int[] argb = {0xFF204060, 0, 0x80FF0000, 0xFFFFFFFF};
        BufferedImage picture = drawn(40, 20, (x, y) -> argb[x / 10]);

        byte[] png = paletted(picture);

        assertThat(Pngs.types(png)).containsExactly("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
        assertThat(Pngs.body(png, "tRNS")).containsExactly(0, 0x80);
        assertSame(Pictures.decoded(ImageContent.of(png)), picture);
    }

    /** Smooth letters on transparent ground, in more colours than a palette has. */
    private static BufferedImage logo() {
        BufferedImage logo = new BufferedImage(400, 200, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = logo.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(8) * 0x1F2411 & 0xFFFFFF));
            graphics.setFont(graphics.getFont().deriveFont(Font.BOLD, 20f + i));
            graphics.fillOval(random.nextInt(300), random.nextInt(150), 60 + i, 30 + i);
        }
        graphics.setColor(new Color(0xC02040));
        graphics.fillRect(0, 150, 400, 50);
        graphics.dispose();
        return logo;
    }

    @Test
    void aLogoInManyColoursKeepsItsFlatOnesAndIsShorter() throws IOException {
        BufferedImage logo = logo();
        long colours = java.util.Arrays.stream(logo.getRGB(0, 0, 400, 200, null, 0, 400))
                .distinct()
                .count();

        byte[] png = paletted(logo);

        assertThat(colours).isGreaterThan(256);
        BufferedImage seen = Pictures.decoded(ImageContent.of(png));
        assertThat(((IndexColorModel) seen.getColorModel()).getMapSize()).isLessThanOrEqualTo(256);
        assertThat(png.length).isLessThan(made(logo, asItIs(logo)).length * 2 / 3);
        for (int x = 0; x < 400; x++) {
            assertThat(seen.getRGB(x, 180)).as("flat ground, without dots").isEqualTo(0xFFC02040);
        }
        assertThat(seen.getRGB(399, 0) >>> 24).isZero();
        for (int i = 0; i < 400 * 150; i++) {
            int was = logo.getRGB(i % 400, i / 400);
            int is = seen.getRGB(i % 400, i / 400);
            assertThat((was >>> 24) - (is >>> 24)).isBetween(-24, 24);
            if (was >>> 24 == 255) {
                assertThat(Colours.distance(was, is)).isLessThan(32);
            }
        }
    }

    @Test
    void slowChangesAreMadeUpOfDotsAndKeepTheirMean() throws IOException {
        BufferedImage sky = drawn(256, 256, (x, y) -> 0xFF000000 | x << 16 | y << 8 | (255 - x / 2 - y / 2));

        BufferedImage seen = Pictures.decoded(ImageContent.of(paletted(sky)));

        for (int shift = 0; shift < 24; shift += 8) {
            double most = 0;
            for (int y = 16; y < 240; y += 16) {
                for (int x = 16; x < 240; x += 16) {
                    most = Math.max(most, Math.abs(mean(sky, x, y, shift) - mean(seen, x, y, shift)));
                }
            }
            assertThat(most).isLessThan(3);
        }
    }

    private static double mean(BufferedImage picture, int left, int top, int shift) {
        double sum = 0;
        for (int y = top; y < top + 16; y++) {
            for (int x = left; x < left + 16; x++) {
                sum += (picture.getRGB(x, y) >> shift) & 0xFF;
            }
        }
        return sum / 256;
    }

    @Test
    void thesePicturesAreAlwaysTheSame() throws IOException {
        assertThat(paletted(logo())).isEqualTo(paletted(logo()));
    }
}
