// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.image.Focus;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmartCropTest {

    @Test
    void aColouredSubjectIsKeptWherever() {
        for (int x = 30; x <= 570; x += 60) {
            Pixels picture = portrait(640, 320, x, 160, new Color(210, 40, 30));

            Focus.Cut cut = SmartCrop.cut(picture, 1);

            assertThat(cut.width()).isCloseTo(0.5, within(1e-9));
            assertThat(cut.height()).isEqualTo(1);
            assertThat(cut.x()).as("subject at %d", x).isLessThanOrEqualTo(Math.max(0, x - 25) / 640.0);
            assertThat(cut.x() + cut.width()).isGreaterThanOrEqualTo((x + 25) / 640.0);
        }
    }

    @Test
    void aFaceIsPreferredToGravel() {
        Color skin = new Color(224, 172, 140);
        Pixels picture = portrait(320, 640, 160, 120, skin);
        int[] argb = picture.toArray();
        Random random = new Random(2);
        for (int i = 320 * 380; i < argb.length; i++) {
            int gray = 100 + random.nextInt(60);
            argb[i] = 0xFF000000 | gray * 0x010101;
        }
        Focus.Cut cut = SmartCrop.cut(new Pixels(320, 640, argb), 1);

        assertThat(cut.y()).isLessThan(95 / 640.0);
    }

    @Test
    void aFocusLiesOnTheSubject() {
        Focus focus = SmartCrop.find(portrait(400, 400, 300, 120, new Color(30, 80, 220)));

        assertThat(focus.x()).isCloseTo(0.75, within(0.12));
        assertThat(focus.y()).isCloseTo(0.3, within(0.12));
    }

    @Test
    void withoutAnythingToSeeTheMiddleIsKept() {
        int[] plain = new int[300 * 100];
        java.util.Arrays.fill(plain, 0xFF777777);

        assertThat(SmartCrop.find(new Pixels(300, 100, plain)).x()).isCloseTo(0.5, within(0.02));
        assertThat(SmartCrop.find(new Pixels(300, 100, new int[30_000]))).isEqualTo(Focus.CENTRE);
        assertThat(SmartCrop.cut(new Pixels(1, 1, new int[] {-1}), 3).width()).isEqualTo(1);
    }

    @Test
    void aCutFitsItsProportionsAndThePicture() {
        for (int seed = 0; seed < 10; seed++) {
            Pixels picture = Scenes.photo(seed, 300, 200);
            for (double aspect : new double[] {0.2, 1, 1.5, 3.1, 10}) {
                Focus.Cut cut = SmartCrop.cut(picture, aspect);

                assertThat(cut.width() * 300 / (cut.height() * 200)).isCloseTo(aspect, within(1e-9));
                assertThat(Math.max(cut.width(), cut.height())).isEqualTo(1);
                assertThat(cut.x()).isBetween(0.0, 1 - cut.width() + 1e-9);
                assertThat(cut.y()).isBetween(0.0, 1 - cut.height() + 1e-9);
            }
        }
    }

    @Test
    void aFocusAtTheEdgeStaysWithinThePicture() {
        Focus.Cut cut = new Focus(0.95, 0.5).cut(800, 400, 1);

        assertThat(cut).isEqualTo(new Focus.Cut(0.5, 0, 0.5, 1));
        assertThat(cut.centre()).isEqualTo(new Focus(0.75, 0.5));
        assertThatThrownBy(() -> new Focus(1.2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Focus.CENTRE.cut(10, 10, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A round subject before a dull wall with a little noise. */
    private static Pixels portrait(int width, int height, int x, int y, Color colour) {
        BufferedImage image = Pictures.plain(width, height, BufferedImage.TYPE_INT_RGB, new Color(150, 155, 150));
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillOval(x - 30, y - 30, 60, 60);
        g.dispose();
        int[] argb = Scenes.pixels(image).toArray();
        Random random = new Random(1);
        for (int i = 0; i < argb.length; i++) {
            argb[i] += random.nextInt(4) * 0x010101;
        }
        return new Pixels(width, height, argb);
    }
}
