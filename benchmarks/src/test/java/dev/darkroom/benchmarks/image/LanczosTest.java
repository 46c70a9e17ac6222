// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class LanczosTest {

    private static Plane plane(int width, int height, DoubleBinaryOperator sample) {
        double[] samples = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = sample.applyAsDouble(x, y);
            }
        }
        return new Plane(width, height, samples);
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        Plane picture = plane(20, 10, (x, y) -> x * 7 % 11 + y);

        Plane same = Lanczos.fitted(picture, 20, 10);

        assertThat(same.at(13, 4)).isCloseTo(picture.at(13, 4), within(1e-9));
        assertThat(same.at(0, 9)).isCloseTo(picture.at(0, 9), within(1e-9));
    }

    @Test
    void anEvenPictureStaysAsItIsUpToItsRim() {
        Plane small = Lanczos.fitted(plane(90, 70, (x, y) -> 200), 13, 10);

        assertThat(small.at(0, 0)).isCloseTo(200, within(1e-9));
        assertThat(small.at(12, 9)).isCloseTo(200, within(1e-9));
    }

    @Test
    void aRampKeepsItsPlace() {
        Plane small = Lanczos.fitted(plane(400, 300, (x, y) -> x + 2 * y), 40, 30);

        // The middle of the pixel at 20 is at 20.5 * 10 - 0.5 in the large picture, and so on.
        assertThat(small.at(20, 15)).isCloseTo(204.5 + 2 * 154.5, within(1e-6));
    }

    @Test
    void aCropIsTakenFromTheMiddle() {
        Plane square = Lanczos.covered(plane(400, 300, (x, y) -> x), 30, 30);

        assertThat(square.width()).isEqualTo(30);
        assertThat((square.at(14, 15) + square.at(15, 15)) / 2).isCloseTo(199.5, within(1e-6));
        assertThat(square.at(20, 15) - square.at(19, 15)).isCloseTo(10, within(0.01));
    }

    @Test
    void whatIsTooFineForTheSmallPictureBecomesGrey() {
        Plane stripes = plane(400, 40, (x, y) -> x % 2 == 0 ? 0 : 255);

        Plane small = Lanczos.fitted(stripes, 130, 13);

        assertThat(small.at(64, 6)).isCloseTo(127.5, within(1.0));
        assertThat(small.at(71, 6)).isCloseTo(127.5, within(1.0));
    }
}
