// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes bits behind each other into a growing file; a zero follows every byte of ones (T.81, F.1.2.3). */
final class EntropyWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** The most that is written at once: eight bytes and their zeros. */
    private static final int MOST_BYTES = 16;

    private static final long LOWEST_OF_EACH = 0x0101010101010101L;
    private static final long HIGHEST_OF_EACH = 0x8080808080808080L;

    private byte[] bytes;
    private int length;
    /** The bits that are not written yet, the last one lowest; what stands above them is meaningless. */
    private long waiting;

    private int free = Long.SIZE;

    EntropyWriter(int capacity) {
        this.bytes = new byte[capacity + MOST_BYTES];
    }

    /** Writes the lowest bits of a value: at most 32, and the others must be zero. */
    void bits(int value, int size) {
        long more = Integer.toUnsignedLong(value);
        free -= size;
        if (free >= 0) {
            waiting = waiting << size | more;
        } else {
            eight(waiting << (size + free) | more >>> -free);
            waiting = more;
            free += Long.SIZE;
        }
    }

    private void eight(long word) {
        room(MOST_BYTES);
        boolean hasOnes = (word & ~(word + LOWEST_OF_EACH) & HIGHEST_OF_EACH) != 0;
        if (hasOnes) {
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                stuffed((int) (word >>> shift) & 0xff);
            }
        } else {
            LONG.set(bytes, length, word);
            length += Long.BYTES;
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
        int missing = free % Byte.SIZE;
        bits((1 << missing) - 1, missing);
        room(MOST_BYTES);
        while (free < Long.SIZE) {
            stuffed((int) (waiting >>> (Long.SIZE - Byte.SIZE - free)) & 0xff);
            free += Byte.SIZE;
        }
    }

    /** Writes bytes as they are. Only between {@link #align} and the next bits. */
    void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + bytes.length / 2));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
