// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.gif;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/*
 * A code stands for a row of samples that came before. What a code and one more sample make is looked up in a table with
 * open addressing, which is at most half full.
 */
/** Packs samples as GIF has it: LZW with codes of up to 12 bits, in blocks of up to 255 bytes. */
final class LzwWriter {
    private static final int MOST_CODES = 1 << 12;
    private static final int SLOT_BITS = 13;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int MIX = 0x9E3779B1;
    private static final int LONGEST_BLOCK = 255;

    private final ByteArrayOutputStream out;
    private final int depth;
    private final int[] keys = new int[SLOTS];
    private final short[] codes = new short[SLOTS];
    private final byte[] block = new byte[LONGEST_BLOCK];
    private int blockLength;
    private int bits;
    private int bitCount;
    private int next;
    private int codeLength;
    private int prefix = -1;

    /** Begins with the samples' number of bits, at least 2, and the code that clears the table. */
    LzwWriter(ByteArrayOutputStream out, int depth) {
        this.out = out;
        this.depth = depth;
        out.write(depth);
        clear();
    }

    private void clear() {
        codeLength = Math.max(codeLength, depth + 1);
        write(1 << depth);
        Arrays.fill(keys, -1);
        next = (1 << depth) + 2;
        codeLength = depth + 1;
    }

    void write(byte[] samples, int from, int length) {
        for (int i = from; i < from + length; i++) {
            add(samples[i] & 0xFF);
        }
    }

    private void add(int sample) {
        if (prefix < 0) {
            prefix = sample;
            return;
        }
        int key = prefix << 8 | sample;
        int slot = slot(key);
        if (keys[slot] == key) {
            prefix = codes[slot];
            return;
        }
        write(prefix);
        lengthen();
        if (next < MOST_CODES) {
            keys[slot] = key;
            codes[slot] = (short) next++;
        } else {
            clear();
        }
        prefix = sample;
    }

    private int slot(int key) {
        int slot = (key * MIX) >>> (Integer.SIZE - SLOT_BITS);
        while (keys[slot] != -1 && keys[slot] != key) {
            slot = (slot + 1) % SLOTS;
        }
        return slot;
    }

    /** Whoever reads knows one code less than we do, so codes become longer one code late. */
    private void lengthen() {
        if (next >= 1 << codeLength && codeLength < 12) {
            codeLength++;
        }
    }

    private void write(int code) {
        bits |= code << bitCount;
        bitCount += codeLength;
        while (bitCount >= Byte.SIZE) {
            writeByte(bits);
            bits >>>= Byte.SIZE;
            bitCount -= Byte.SIZE;
        }
    }

    private void writeByte(int value) {
        block[blockLength++] = (byte) value;
        if (blockLength == LONGEST_BLOCK) {
            writeBlock();
        }
    }

    private void writeBlock() {
        out.write(blockLength);
        out.write(block, 0, blockLength);
        blockLength = 0;
    }

    /** Writes what is left, and the end. */
    void finish() {
        if (prefix >= 0) {
            write(prefix);
            lengthen();
        }
        write((1 << depth) + 1);
        if (bitCount > 0) {
            writeByte(bits);
        }
        if (blockLength > 0) {
            writeBlock();
        }
        out.write(0);
    }
}
