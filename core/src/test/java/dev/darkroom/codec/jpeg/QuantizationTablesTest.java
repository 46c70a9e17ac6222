// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantizationTablesTest {

    @Test
    void quality80HasTheDivisorsOfTheIjgLibrary() {
        assertThat(firstRow(QuantizationTables.luma(80))).containsExactly(6, 4, 4, 6, 10, 16, 20, 24);
        assertThat(firstRow(QuantizationTables.chroma(80))).containsExactly(7, 7, 10, 19, 40, 40, 40, 40);
    }

    @Test
    void quality50HasTheDivisorsOfTheStandard() {
        assertThat(firstRow(QuantizationTables.luma(50))).containsExactly(16, 11, 10, 16, 24, 40, 51, 61);
        assertThat(firstRow(QuantizationTables.chroma(50))).containsExactly(17, 18, 24, 47, 99, 99, 99, 99);
    }

    @Test
    void divisorsNeverLeaveAByte() {
        assertThat(QuantizationTables.luma(100)).containsOnly(1);
        assertThat(QuantizationTables.chroma(1)).containsOnly(255);
    }

    private static int[] firstRow(int[] table) {
        return Arrays.copyOf(table, 8);
    }
}
