// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.codec.Pixels;
import dev.darkroom.codec.Scenes;
import dev.darkroom.quality.Quality.Shape;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class QualityTest {

    @Test
    void theBlurrierTheLessSharp() {
        for (int seed = 0; seed < 10; seed++) {
            Pixels sharp = Scenes.photo(seed, 512, 384);

            int whole = judged(sharp).sharpness();
            int soft = judged(blurred(sharp, 3)).sharpness();
            int blurred = judged(blurred(sharp, 12)).sharpness();

            assertThat(whole).as("scene %d", seed).isGreaterThan(soft + 15);
            assertThat(soft).as("scene %d", seed).isGreaterThan(blurred);
            assertThat(blurred).as("scene %d", seed).isLessThan(25);
        }
    }

    @Test
    void aSoftBackgroundDoesNoHarm() {
        Pixels sharp = Scenes.photo(3, 512, 384);
        int[] behind = blurred(sharp, 12).toArray();
        for (int y = 100; y < 284; y++) {
            for (int x = 150; x < 362; x++) {
                behind[y * 512 + x] = sharp.at(x, y);
            }
        }
        Pixels portrait = new Pixels(512, 384, behind);

        assertThat(judged(portrait).sharpness()).isGreaterThan(judged(sharp).sharpness() - 15);
    }

    @Test
    void tooDarkAndTooBrightAndTooFlatLoseMarks() {
        Pixels good = Scenes.photo(2, 512, 384);
        int marks = judged(good).exposure();

        assertThat(marks).isGreaterThan(70);
        assertThat(judged(changed(good, v -> v / 8)).exposure()).isLessThan(marks - 30);
        assertThat(judged(changed(good, v -> Math.min(255, v * 2 + 90))).exposure())
                .isLessThan(marks - 30);
        assertThat(judged(changed(good, v -> 118 + v / 25)).exposure()).isLessThan(marks - 30);
    }

    @Test
    void clippedPartsAreMeasured() {
        int[] halves = new int[100 * 100];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = i % 100 < 30 ? 0xFF000000 : i % 100 < 50 ? 0xFFFFFFFF : 0xFF808080;
        }
        Quality.Details details = judged(new Pixels(100, 100, halves)).details();

        assertThat(details.shadows()).isEqualTo(0.3);
        assertThat(details.highlights()).isEqualTo(0.2);
        assertThat(details.contrast()).isEqualTo(1);
    }

    @Test
    void anEmptyPictureIsWorthNothing() {
        int[] plain = new int[64 * 64];
        java.util.Arrays.fill(plain, 0xFF3060A0);

        assertThat(judged(new Pixels(64, 64, plain)).score()).isZero();
        assertThat(judged(new Pixels(1, 1, new int[] {-1})).score()).isZero();
        assertThat(judged(new Pixels(2, 900, new int[1800])).score()).isZero();
    }

    @Test
    void shapesHaveAMargin() {
        assertThat(Shape.of(1200, 800)).isEqualTo(Shape.LANDSCAPE);
        assertThat(Shape.of(800, 1200)).isEqualTo(Shape.PORTRAIT);
        assertThat(Shape.of(1000, 1040)).isEqualTo(Shape.SQUARE);
    }

    private static Quality.Score judged(Pixels picture) {
        return Judge.score(picture, Shape.of(picture.width(), picture.height()));
    }

    private static Pixels blurred(Pixels picture, int by) {
        Pixels small = picture.scaledTo(picture.width() / by, picture.height() / by);
        int[] argb = new int[picture.width() * picture.height()];
        for (int i = 0; i < argb.length; i++) {
            int row = i / picture.width();
            argb[i] = between(small, (double) (i % picture.width()) / by, (double) row / by);
        }
        return new Pixels(picture.width(), picture.height(), argb);
    }

    private static int between(Pixels small, double x, double y) {
        int left = (int) Math.min(small.width() - 2, x);
        int top = (int) Math.min(small.height() - 2, y);
        int mixed = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double upper = mixed(small.at(left, top) >> shift, small.at(left + 1, top) >> shift, x - left);
            double lower = mixed(small.at(left, top + 1) >> shift, small.at(left + 1, top + 1) >> shift, x - left);
            mixed = mixed << 8 | (int) Math.max(0, Math.min(255, upper + (lower - upper) * (y - top)));
        }
        return mixed;
    }

    private static double mixed(int one, int other, double part) {
        return (one & 0xFF) + ((other & 0xFF) - (one & 0xFF)) * Math.min(1, part);
    }

    private static Pixels changed(Pixels picture, IntUnaryOperator channel) {
        int[] argb = picture.toArray();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000
                    | channel.applyAsInt(argb[i] >> 16 & 0xFF) << 16
                    | channel.applyAsInt(argb[i] >> 8 & 0xFF) << 8
                    | channel.applyAsInt(argb[i] & 0xFF);
        }
        return new Pixels(picture.width(), picture.height(), argb);
    }
}
