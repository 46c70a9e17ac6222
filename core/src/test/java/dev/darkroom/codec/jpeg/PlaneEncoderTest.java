// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlaneEncoderTest {

    @Test
    void aFlatBlockIsItsFirstCoefficientAlone() {
        var tokens = tokens(flat(100));

        assertThat(tokens.first(0, 0)).isEqualTo((100 - 128) / 2);
        assertThat(tokens.isFlat(0, 0)).isTrue();
        assertThat(tokens.tokens(0)).isEmpty();
        assertThat(tokens.counts()[0x00]).isEqualTo(1);
    }

    @Test
    void aLoneHighFrequencyStandsBehindThreeLongRuns() {
        byte[] highest = new byte[64];
        for (int place = 0; place < 64; place++) {
            double wave = Math.cos((2 * (place / 8) + 1) * 7 * Math.PI / 16)
                    * Math.cos((2 * (place % 8) + 1) * 7 * Math.PI / 16);
            highest[place] = (byte) Math.round(128 + 100 * wave);
        }

        var tokens = tokens(highest);

        char[] all = tokens.tokens(0);
        assertThat(all).hasSize(4);
        for (int run = 0; run < 3; run++) {
            assertThat(BlockTokens.run(all[run])).isEqualTo(15);
            assertThat(BlockTokens.value(all[run])).isZero();
        }
        assertThat(BlockTokens.run(all[3])).isEqualTo(14);
        assertThat(BlockTokens.value(all[3])).isEqualTo(25);
        assertThat(all[3] & BlockTokens.END).isNotZero();
        assertThat(tokens.counts()[0xf0]).isEqualTo(3);
        assertThat(tokens.counts()[0xe5]).isEqualTo(1);
        assertThat(tokens.counts()[0x00]).isZero();
    }

    private static byte[] flat(int sample) {
        byte[] block = new byte[64];
        Arrays.fill(block, (byte) sample);
        return block;
    }

    private static BlockTokens tokens(byte[] block) {
        int[] divisors = new int[64];
        Arrays.fill(divisors, 16);
        var encoder = new PlaneEncoder(8, 8, new Quantizer(divisors));
        for (int row = 0; row < 8; row++) {
            encoder.row(block, row * 8);
        }
        return encoder.tokens();
    }
}
