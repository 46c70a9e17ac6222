// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * Most codes are short, and most numbers behind them too. So the next ten bits are looked up at once: the entry knows
 * the number itself if code and number fit into them; if only the code fits, its symbol; and nothing if the code is longer.
 */

/** A Huffman table for decoding (ITU-T T.81, annexes C and F.2.2.3). */
final class HuffmanTable {
    /** How many bits a code may have. */
    static final int LONGEST = 16;

    /** How many bits are looked up at once. */
    static final int LOOKUP = 10;

    private final byte[] symbols;
    /** For each length, the first code of 16 bits that begins with none of that length or shorter. */
    private final int[] limits = new int[LONGEST + 1];
    /** For each length, what is added to a code to get its place among the symbols. */
    private final int[] offsets = new int[LONGEST + 1];

    private final int[] lookup = new int[1 << LOOKUP];

    private HuffmanTable(byte[] counts, byte[] symbols) throws JpegException {
        this.symbols = symbols;
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = counts[length - 1] & 0xFF;
            offsets[length] = place - code;
            for (int end = place + count; place < end; place++) {
                enter(code++, length, symbols[place] & 0xFF);
            }
            if (code > 1 << length) {
                throw broken();
            }
            limits[length] = code << (LONGEST - length);
            code <<= 1;
        }
    }

    /**
     * Returns a table.
     *
     * @param counts how many codes there are of each length from 1 to 16
     * @param symbols what they stand for, the shortest first
     */
    static HuffmanTable of(byte[] counts, byte[] symbols) throws JpegException {
        if (symbols.length > 256) {
            throw broken();
        }
        return new HuffmanTable(counts, symbols);
    }

    static int total(byte[] counts) {
        int total = 0;
        for (byte count : counts) {
            total += count & 0xFF;
        }
        return total;
    }

    /** Returns what the next {@link #LOOKUP} bits mean, see {@link #length}, {@link #value}, {@link #run} and {@link #symbol}. */
    int[] lookup() {
        return lookup;
    }

    /** How many bits an entry stands for: with its number if it has a value, else of the code alone; 0 if the code is longer. */
    static int length(int entry) {
        return entry & 0xFF;
    }

    /** The number, or 0 if the entry has none. */
    static int value(int entry) {
        return entry >> 16;
    }

    /** How many zeros come before the number, if there is a value. */
    static int run(int entry) {
        return (entry >> 12) & 15;
    }

    /** What the code stands for. */
    static int symbol(int entry) {
        return (entry >> 8) & 0xFF;
    }

    /** Finds a code longer than those looked up, by the next 16 bits: its entry without a number, or 0 if there is no such code. */
    int longCode(int bits) {
        for (int length = LOOKUP + 1; length <= LONGEST; length++) {
            if (bits < limits[length]) {
                int symbol = symbols[(bits >>> (LONGEST - length)) + offsets[length]] & 0xFF;
                return symbol << 8 | length;
            }
        }
        return 0;
    }

    /** Returns the entry, without a number, of the code that the next 16 bits begin with, or 0 if there is none. */
    int code(int bits) {
        int entry = lookup[bits >>> (LONGEST - LOOKUP)];
        if (length(entry) == 0) {
            return longCode(bits);
        }
        return value(entry) == 0 ? entry : (entry & 0xFF00) | (length(entry) - (symbol(entry) & 15));
    }

    /** Turns the bits that follow a code into a number (F.2.2.1, EXTEND). */
    static int extend(int bits, int size) {
        return bits < (1 << size) >> 1 ? bits - (1 << size) + 1 : bits;
    }

    private void enter(int code, int length, int symbol) {
        int free = LOOKUP - length;
        if (free < 0 || code >= 1 << length) {
            return;
        }
        int size = symbol & 15;
        for (int rest = 0; rest < 1 << free; rest++) {
            boolean fits = size > 0 && size <= free;
            lookup[code << free | rest] = fits
                    ? extend(rest >> (free - size), size) << 16 | symbol << 8 | (length + size)
                    : symbol << 8 | length;
        }
    }

    private static JpegException broken() {
        return JpegException.broken("The JPEG file is broken: one of its Huffman tables makes no sense.");
    }
}
