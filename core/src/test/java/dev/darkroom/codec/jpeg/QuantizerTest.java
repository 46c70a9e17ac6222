// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    private static final int LARGEST = 8 * 1024;

    @Test
    void everyQuotientIsRoundedToTheNearestAndHalvesAwayFromZero() {
        for (int divisor = 1; divisor <= 255; divisor++) {
            int[] quotients = dividends();
            quantizer(divisor).divide(0, quotients, quotients.length);

            int d = 8 * divisor;
            int[] expected = Arrays.stream(dividends())
                    .map(n -> Integer.signum(n) * ((Math.abs(n) + d / 2) / d))
                    .toArray();
            assertThat(quotients).isEqualTo(expected);
        }
    }

    @Test
    void aBitTellsWhatIsNotZero() {
        int[] masks = {0, 0, 8, 0};

        quantizer(4).divide(5, new int[] {15, 16, -16, -15}, 4, masks, 31);

        assertThat(masks).containsExactly(0, 1 << 31, 8 | 1 << 31, 0);
    }

    private static Quantizer quantizer(int divisor) {
        int[] divisors = new int[ZigZag.LENGTH];
        Arrays.fill(divisors, divisor);
        return new Quantizer(divisors);
    }

    private static int[] dividends() {
        int[] dividends = new int[2 * LARGEST + 1];
        Arrays.setAll(dividends, i -> i - LARGEST);
        return dividends;
    }
}
