// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardDctTest {
    private final Random random = new Random(5);

    @Test
    void coefficientsAreEightTimesThoseOfTheDefinition() {
        int blocks = 37;
        byte[][] rows = new byte[8][blocks * 8];
        for (byte[] row : rows) {
            random.nextBytes(row);
        }

        int[][] coefficients = transformed(rows, blocks);

        for (int block = 0; block < blocks; block++) {
            for (int place = 0; place < 64; place++) {
                assertThat((double) coefficients[place][block])
                        .isCloseTo(8 * defined(rows, block, place / 8, place % 8), within(1.5));
            }
        }
    }

    @Test
    void theWhitestAndTheBlackestBlockHaveOneCoefficientOnly() {
        byte[][] rows = new byte[8][16];
        for (byte[] row : rows) {
            Arrays.fill(row, 0, 8, (byte) 255);
        }

        int[][] coefficients = transformed(rows, 2);

        assertThat(coefficients[0]).startsWith(8 * 8 * 127, -8 * 8 * 128);
        for (int place = 1; place < 64; place++) {
            assertThat(coefficients[place]).startsWith(0, 0);
        }
    }

    private static int[][] transformed(byte[][] rows, int blocks) {
        var strip = new Strip(blocks * 8);
        for (int row = 0; row < 8; row++) {
            strip.row(row, rows[row], 0);
        }
        new ForwardDct(blocks).transform(strip.places());
        return strip.places();
    }

    /** T.81, A.3.3, word by word. */
    private static double defined(byte[][] rows, int block, int v, int u) {
        double sum = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int sample = (rows[y][block * 8 + x] & 0xff) - 128;
                sum += sample * Math.cos((2 * x + 1) * u * Math.PI / 16) * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return sum / 4 * (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
    }
}
