// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SsimTest {
    private static final int SIDE = 32;

    private final Plane waves = plane(at -> 127 + 80 * Math.sin(at / 3.0) * Math.cos(at / 71.0));

    private static Plane plane(IntToDoubleFunction sample) {
        double[] samples = new double[SIDE * SIDE];
        for (int at = 0; at < samples.length; at++) {
            samples[at] = sample.applyAsDouble(at);
        }
        return new Plane(SIDE, SIDE, samples);
    }

    @Test
    void theSamePictureIsWhollyAlike() {
        assertThat(Ssim.of(waves, waves)).isCloseTo(1, within(1e-12));
    }

    @Test
    void evenPicturesDifferByTheirBrightnessAlone() {
        // Without any structure only the first factor of the formula is left: (2ab + C1) / (a² + b² + C1).
        double expected = (2 * 100 * 120 + 6.5025) / (100 * 100 + 120 * 120 + 6.5025);

        assertThat(Ssim.of(plane(at -> 100), plane(at -> 120))).isCloseTo(expected, within(1e-6));
    }

    @Test
    void aNegativeIsTheOppositeOfAlike() {
        Plane negative = plane(at -> 254 - waves.at(at % SIDE, at / SIDE));

        assertThat(Ssim.of(waves, negative)).isNegative();
    }

    @Test
    void moreNoiseIsLessAlike() {
        double little = Ssim.of(waves, noisy(4));
        double much = Ssim.of(waves, noisy(16));

        assertThat(little).isLessThan(1).isGreaterThan(much);
        assertThat(Ssim.of(noisy(16), waves)).isCloseTo(much, within(1e-12));
    }

    private Plane noisy(int strength) {
        return plane(at -> waves.at(at % SIDE, at / SIDE) + strength * ((at * 7919 % 13) / 6.0 - 1));
    }

    @Test
    void picturesOfDifferentSizesCannotBeCompared() {
        Plane other = new Plane(16, 64, new double[SIDE * SIDE]);

        assertThatThrownBy(() -> Ssim.of(waves, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 x 64");
    }
}
