// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.codec.Pictures;
import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.Scenes;
import dev.darkroom.image.ImageContent;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CutoutTest {
    private static final int SIDE = 256;
    private static final double SURE = 0.6;
    private static final Shape VASE = new Ellipse2D.Double(70, 50, 110, 160);
    private static final Color GRAY = new Color(205, 208, 210);

    @Test
    void aSubjectBeforeOneColourIsCutOut() throws IOException {
        for (int seed = 1; seed <= 8; seed++) {
            Remover.Cut cut = Remover.cut(photographed(GRAY, VASE, seed));

            assertThat(cut.confidence()).as("scene %d", seed).isGreaterThan(SURE);
            assertThat(overlap(cut.picture(), VASE)).as("scene %d", seed).isGreaterThan(0.95);
            assertThat(cut.subject()).isBetween(0.19, 0.23);
        }
    }

    @Test
    void lightThatFallsOffIsStillBackground() throws IOException {
        Paint light = new GradientPaint(0, 0, new Color(250, 248, 240), SIDE, SIDE, new Color(190, 185, 180));

        Remover.Cut cut = Remover.cut(photographed(light, VASE, 5));

        assertThat(cut.confidence()).isGreaterThan(SURE);
        assertThat(overlap(cut.picture(), VASE)).isGreaterThan(0.95);
    }

    @Test
    void noiseLeavesNoDust() throws IOException {
        int[] argb = photographed(GRAY, VASE, 5).toArray();
        Random random = new Random(3);
        for (int i = 0; i < argb.length; i++) {
            int off = (int) Math.round(3 * random.nextGaussian());
            argb[i] += Math.max(-20, Math.min(20, off)) * 0x010101;
        }
        Remover.Cut cut = Remover.cut(new Pixels(SIDE, SIDE, argb));

        assertThat(cut.confidence()).isGreaterThan(SURE);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < SIDE; x++) {
                assertThat(cut.picture().at(x, y)).isZero();
            }
        }
    }

    @Test
    void theRimIsSoftAndHasNoFringe() {
        BufferedImage image = Pictures.plain(SIDE, SIDE, BufferedImage.TYPE_INT_RGB, Color.WHITE);
        draw(image, new Color(200, 0, 0), VASE);

        Pixels cut = Remover.cut(Scenes.pixels(image)).picture();

        int soft = 0;
        for (int pixel : cut.toArray()) {
            int alpha = pixel >>> 24;
            if (alpha > 40 && alpha < 250) {
                soft++;
                assertThat(pixel & 0xFF).as("white in the rim: %08x", pixel).isLessThan(40);
            }
        }
        assertThat(soft).isGreaterThan(200);
    }

    @Test
    void whatIsWhiteWithinTheSubjectStays() {
        BufferedImage image = Pictures.plain(SIDE, SIDE, BufferedImage.TYPE_INT_RGB, Color.WHITE);
        draw(image, new Color(20, 60, 160), VASE);
        draw(image, Color.WHITE, new Ellipse2D.Double(100, 100, 40, 40));

        assertThat(Remover.cut(Scenes.pixels(image)).picture().at(120, 120)).isEqualTo(-1);
    }

    @Test
    void aSubjectMayTouchTheEdge() throws IOException {
        Shape low = new Ellipse2D.Double(60, 120, 130, 200);

        Remover.Cut cut = Remover.cut(photographed(GRAY, low, 7));

        assertThat(cut.confidence()).isGreaterThan(SURE);
        assertThat(overlap(cut.picture(), low)).isGreaterThan(0.95);
    }

    @Test
    void aPhotoWithoutAFlatBackgroundIsNoCutout() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Remover.cut(Scenes.photo(seed, SIDE, SIDE)).confidence())
                    .as("scene %d", seed)
                    .isLessThan(SURE);
        }
    }

    @Test
    void nothingToCutOutIsNoCutout() {
        BufferedImage plain = Pictures.plain(SIDE, SIDE, BufferedImage.TYPE_INT_RGB, Color.WHITE);

        assertThat(Remover.cut(Scenes.pixels(plain)).confidence()).isZero();
        assertThat(Remover.cut(new Pixels(1, 1, new int[] {-1})).confidence()).isZero();
        assertThat(Remover.cut(new Pixels(9, 9, new int[81])).confidence()).isZero();
    }

    @Test
    void aPictureThatIsCutOutAlreadyStaysAsItIs() {
        int[] argb = new int[100];
        argb[55] = 0xFF102030;
        Remover.Cut cut = Remover.cut(new Pixels(10, 10, argb));

        assertThat(cut.confidence()).isEqualTo(1);
        assertThat(cut.picture().toArray()).isEqualTo(argb);
    }

    @Test
    void confidenceIsAPart() {
        assertThatThrownBy(() -> Cutout.ofFlatBackground(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Draws a textured subject and puts it through a JPEG. */
    private static Pixels photographed(Paint background, Shape subject, int seed) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        draw(image, background, new Rectangle(SIDE, SIDE));
        int[] dark = Scenes.photo(seed, SIDE, SIDE).toArray();
        for (int i = 0; i < dark.length; i++) {
            dark[i] = 0xFF000000 | ((dark[i] >> 1) & 0x7F7F7F);
        }
        draw(image, new TexturePaint(Scenes.image(new Pixels(SIDE, SIDE, dark)), new Rectangle(SIDE, SIDE)), subject);
        return Scenes.pixels(Pictures.decoded(ImageContent.of(Pictures.jpeg(image))));
    }

    private static void draw(BufferedImage image, Paint paint, Shape shape) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(paint);
        g.fill(shape);
        g.dispose();
    }

    private static double overlap(Pixels cut, Shape shape) {
        double both = 0;
        double either = 0;
        for (int y = 0; y < cut.height(); y++) {
            for (int x = 0; x < cut.width(); x++) {
                double alpha = (cut.at(x, y) >>> 24) / 255.0;
                double expected = shape.contains(x + 0.5, y + 0.5) ? 1 : 0;
                both += Math.min(alpha, expected);
                either += Math.max(alpha, expected);
            }
        }
        return both / either;
    }
}
