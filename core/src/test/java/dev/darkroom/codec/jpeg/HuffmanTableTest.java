// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HuffmanTableTest {

    @Test
    void findsShortCodesOfAnnexK() {
        assertThat(symbol(StandardTables.AC_LUMA, "1010")).isEqualTo(0x00);
        assertThat(symbol(StandardTables.AC_LUMA, "11111111001")).isEqualTo(0xF0);
        assertThat(symbol(StandardTables.AC_CHROMA, "1111111010")).isEqualTo(0xF0);
        assertThat(symbol(StandardTables.DC_LUMA, "00")).isEqualTo(0);
        assertThat(symbol(StandardTables.DC_CHROMA, "11111111110")).isEqualTo(11);
    }

    @Test
    void findsLongCodesOfAnnexK() {
        assertThat(symbol(StandardTables.AC_LUMA, "1111111111111110")).isEqualTo(0xFA);
        assertThat(symbol(StandardTables.AC_LUMA, "111111111000000")).isEqualTo(0x82);
    }

    @Test
    void knowsNoCodeOfOnesAlone() {
        assertThat(StandardTables.AC_LUMA.longCode(0xFFFF)).isZero();
    }

    @Test
    void looksUpANumberTogetherWithItsCode() {
        int direct = StandardTables.AC_LUMA.lookup()[0b01_10_000000];
        assertThat(HuffmanTable.value(direct)).isEqualTo(2);
        assertThat(HuffmanTable.length(direct)).isEqualTo(4);
        assertThat(HuffmanTable.run(direct)).isZero();

        int negative = StandardTables.AC_LUMA.lookup()[0b11011_01_000];
        assertThat(HuffmanTable.value(negative)).isEqualTo(-2);
        assertThat(HuffmanTable.run(negative)).isEqualTo(1);

        int codeAlone = StandardTables.AC_LUMA.lookup()[0b1111000_000];
        assertThat(HuffmanTable.value(codeAlone)).isZero();
        assertThat(HuffmanTable.symbol(codeAlone)).isEqualTo(0x06);
        assertThat(HuffmanTable.length(codeAlone)).isEqualTo(7);
    }

    @Test
    void refusesMoreCodesThanThereAre() {
        byte[] counts = new byte[16];
        counts[0] = 3;

        assertThatThrownBy(() -> HuffmanTable.of(counts, new byte[3])).isInstanceOf(JpegException.class);
    }

    private static int symbol(HuffmanTable table, String code) {
        int bits = Integer.parseInt(code, 2) << (HuffmanTable.LONGEST - code.length());
        int entry = table.lookup()[bits >> (HuffmanTable.LONGEST - HuffmanTable.LOOKUP)];
        if (HuffmanTable.length(entry) == 0) {
            entry = table.longCode(bits);
        }
        return HuffmanTable.symbol(entry);
    }
}
