// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;

/** The pixels of a TGA one after the other, as numbers; runs go over the ends of rows, as some writers have them. */
final class TgaPixels {
    private final ByteBuffer data;
    private final int length;
    private final boolean packed;
    private int left;
    private boolean repeated;
    private int pixel;

    TgaPixels(ByteBuffer data, int length, boolean packed) {
        this.data = data;
        this.length = length;
        this.packed = packed;
    }

    int next() {
        if (!packed) {
            return read();
        }
        if (left == 0) {
            int run = data.get();
            left = (run & 0x7F) + 1;
            repeated = run < 0;
            pixel = repeated ? read() : 0;
        }
        left--;
        return repeated ? pixel : read();
    }

    private int read() {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= Byte.toUnsignedInt(data.get()) << (8 * i);
        }
        return value;
    }
}
