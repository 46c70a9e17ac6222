// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StripTest {

    @Test
    void everySampleStandsAtItsPlaceOfItsBlock() {
        var strip = new Strip(16);

        strip.row(2, new byte[] {99, 0, 1, 2, 3, 4, 5, 6, 7, -128, -1, 10, 11, 12, 13, 14, 15}, 1);

        assertThat(strip.places()[2 * 8 + 3]).startsWith(3, 11);
        assertThat(strip.places()[2 * 8]).startsWith(0, 128);
        assertThat(strip.places()[2 * 8 + 1]).startsWith(1, 255);
        assertThat(strip.places()[2 * 8 + 7]).startsWith(7, 15);
    }

    @Test
    void theLastColumnIsRepeatedToTheEndOfItsBlock() {
        var strip = new Strip(11);

        strip.row(0, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 40, 41, -56}, 0);

        for (int column = 2; column < 8; column++) {
            assertThat(strip.places()[column][1]).isEqualTo(200);
        }
        assertThat(strip.places()[1][1]).isEqualTo(41);
    }

    @Test
    void aRowIsRepeatedToTheEndOfItsBlocks() {
        var strip = new Strip(1);
        strip.row(4, new byte[] {70}, 0);
        strip.row(5, new byte[] {71}, 0);

        strip.repeatRow(6);

        assertThat(strip.places()[4 * 8][0]).isEqualTo(70);
        assertThat(strip.places()[6 * 8 + 3][0]).isEqualTo(71);
        assertThat(strip.places()[7 * 8][0]).isEqualTo(71);
    }
}
