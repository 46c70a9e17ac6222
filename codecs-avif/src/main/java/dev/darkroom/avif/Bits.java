// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;

/** Reads numbers of any length in bits, the highest bit first. */
final class Bits {
    private final ByteBuffer bytes;
    private int at;

    Bits(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    boolean flag() {
        return read(1) != 0;
    }

    /** Reads up to 32 bits. */
    long read(int count) {
        if (at + count > 8L * bytes.limit()) {
            throw Rejections.cutOff();
        }
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            value = value << 1 | (bytes.get(at >> 3) >> (7 - (at & 7)) & 1);
        }
        return value;
    }

    void skip(int count) {
        at += count;
    }

    /** Skips a number that says its own length by leading zeros. */
    void skipUvlc() {
        int zeros = 0;
        while (!flag()) {
            zeros++;
        }
        skip(Math.min(zeros, 32));
    }
}
