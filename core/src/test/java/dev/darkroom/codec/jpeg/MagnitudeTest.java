// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagnitudeTest {

    /** T.81, tables F.1 and F.2, and F.1.2.1.1. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 1",
        "-1, 1, 0",
        "2, 2, 2",
        "3, 2, 3",
        "-2, 2, 1",
        "-3, 2, 0",
        "1023, 10, 1023",
        "-1023, 10, 0",
        "-512, 10, 511",
        "2047, 11, 2047",
        "-2047, 11, 0"
    })
    void aValueHasASizeAndThatManyBits(int value, int size, int bits) {
        assertThat(Magnitude.size(value)).isEqualTo(size);
        assertThat(Magnitude.bits(value, size)).isEqualTo(bits);
    }
}
