// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes bits behind each other into a growing file; a zero follows every byte of ones (T.81, F.1.2.3). */
final class EntropyWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int MOST_BYTES = 16;

    private byte[] bytes;
    private int length;
    /** The bits that are not written yet, the last one lowest. */
    private long waiting;

    private int count;

    EntropyWriter(int capacity) {
        this.bytes = new byte[capacity + MOST_BYTES];
    }

    /** Writes the lowest bits of a value: at most 32, and the others must be zero. */
    void bits(int value, int size) {
        waiting = waiting << size | Integer.toUnsignedLong(value);
        count += size;
        if (count >= Integer.SIZE) {
            count -= Integer.SIZE;
            four((int) (waiting >>> count));
        }
    }

    private void four(int word) {
        if (length + MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 2 + MOST_BYTES);
        }
        if ((word & ~(word + 0x01010101) & 0x80808080) == 0) {
            INT.set(bytes, length, word);
            length += Integer.BYTES;
        } else {
            stuffed(word >>> 24);
            stuffed(word >>> 16 & 0xff);
            stuffed(word >>> 8 & 0xff);
            stuffed(word & 0xff);
        }
    }

    private void stuffed(int value) {
        bytes[length++] = (byte) value;
        if (value == 0xff) {
            bytes[length++] = 0;
        }
    }

    /** Fills the last byte with ones, as a marker has to begin with a byte of its own. */
    void align() {
        int missing = -count & 7;
        bits((1 << missing) - 1, missing);
        while (count > 0) {
            count -= 8;
            stuffed((int) (waiting >>> count) & 0xff);
        }
    }

    /** Writes bytes as they are. Only between {@link #align} and the next bits. */
    void raw(byte[] more) {
        if (length + more.length + MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + more.length + bytes.length / 2 + MOST_BYTES);
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
