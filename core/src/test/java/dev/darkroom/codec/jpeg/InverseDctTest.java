// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseDctTest {

    @ParameterizedTest
    @CsvSource({
        "8, 0", "8, 1", "8, 9", "8, 10", "8, 30", "8, 63", "6, 0", "6, 12", "6, 60", "4, 0", "4, 24", "2, 4", "1, 0"
    })
    void isCloseToTheDefinition(int side, int last) {
        KeptCoefficients kept = new KeptCoefficients(side);
        Random random = new Random(last);
        for (int attempt = 0; attempt < 200; attempt++) {
            int[] block = new int[KeptCoefficients.BLOCK];
            for (int position = 0; position <= last; position++) {
                if (kept.places()[position] != KeptCoefficients.DROPPED) {
                    block[kept.places()[position]] = random.nextInt(400 / (position + 1) + 3) - 200 / (position + 1);
                }
            }
            double[] expected = defined(block, side);
            byte[] samples = new byte[side * (side + 3)];

            InverseDct.of(side).transform(block, last, samples, 0, side + 3);

            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    assertThat((double) (samples[y * (side + 3) + x] & 0xFF))
                            .isCloseTo(expected[y * side + x], within(0.75));
                }
            }
            assertThat(block).containsOnly(0);
        }
    }

    /** ITU-T T.81, A.3.3, with as many points as there are samples. */
    private static double[] defined(int[] block, int side) {
        double[] samples = new double[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double sum = 0;
                for (int v = 0; v < side; v++) {
                    for (int u = 0; u < side; u++) {
                        sum += block[v * side + u] * wave(x, u, side) * wave(y, v, side);
                    }
                }
                samples[y * side + x] = Math.max(0, Math.min(255, sum / 4 + 128));
            }
        }
        return samples;
    }

    private static double wave(int place, int frequency, int side) {
        double scale = frequency == 0 ? Math.sqrt(0.5) : 1;
        return scale * Math.cos((2 * place + 1) * frequency * Math.PI / (2 * side));
    }
}
