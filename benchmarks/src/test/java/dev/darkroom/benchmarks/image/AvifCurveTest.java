// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AvifCurveTest {
    private final AvifCurve curve = new AvifCurve(List.of(
            new AvifCurve.Point(40, 0.80, 1_000),
            new AvifCurve.Point(60, 0.90, 2_000),
            new AvifCurve.Point(80, 0.95, 8_000)));

    @Test
    void bytesGrowByAFactorBetweenTwoPoints() {
        assertThat(curve.bytes(0.90)).isCloseTo(2_000, within(1e-6));
        assertThat(curve.bytes(0.925)).isCloseTo(4_000, within(1e-6));
    }

    @Test
    void theCurveGoesOnBeyondItsEnds() {
        assertThat(curve.bytes(0.70)).isCloseTo(500, within(1e-6));
    }

    @Test
    void theSettingForALikenessLiesBetweenThoseOfItsNeighbours() {
        assertThat(curve.quality(0.85)).isEqualTo(50);
        assertThat(curve.quality(0.999)).isEqualTo(100);
    }
}
