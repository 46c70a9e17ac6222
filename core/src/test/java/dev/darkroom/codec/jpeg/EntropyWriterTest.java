// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntropyWriterTest {
    private final EntropyWriter out = new EntropyWriter(0);

    @Test
    void bitsStandBehindEachOtherAndOnesFillTheLastByte() {
        out.bits(0b101, 3);
        out.bits(0, 0);
        out.bits(0b0000_1111_00, 10);
        out.align();

        assertThat(out.toByteArray()).containsExactly(0b1010_0001, 0b1110_0111);
    }

    @Test
    void aZeroFollowsEveryByteOfOnes() {
        out.bits(0x12ff34ff, 32);
        out.bits(0xffff_ffff, 32);
        out.bits(0xff, 8);
        out.align();

        assertThat(out.toByteArray())
                .containsExactly(0x12, 0xff, 0, 0x34, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0);
    }

    @Test
    void noBytesAreAddedWhereTheLastOneIsFull() {
        out.bits(0x1234, 16);
        out.align();
        out.raw(new byte[] {(byte) 0xff, 5});
        out.bits(0x67, 8);
        out.align();

        assertThat(out.toByteArray()).containsExactly(0x12, 0x34, 0xff, 5, 0x67);
    }

    @Test
    void thereIsRoomForAsMuchAsIsWritten() {
        for (int i = 0; i < 10_000; i++) {
            out.bits(0x7f, 7);
        }
        out.align();
        out.raw(new byte[5000]);

        assertThat(out.toByteArray()).hasSize(10_000 * 7 / 8 * 2 + 5000);
    }
}
