// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * When a picture is decoded at a smaller size, most coefficients only have to be passed over. The next bits are looked up
 * then for as many whole coefficients as begin in them. If they lead beyond the block, the last of them may be bits of the
 * next one, and they are looked at one by one.
 */

/** How far some bits lead through a block (made from a Huffman table for coefficients). */
final class SkipTable {
    /** How many bits are looked up at once. */
    static final int LOOKUP = 12;

    private static final int END = 1 << 31;

    /** Leads beyond every block. */
    private static final int UNKNOWN = 0xFF << 8;

    private final int[] entries = new int[1 << LOOKUP];

    SkipTable(HuffmanTable table) {
        for (int bits = 0; bits < entries.length; bits++) {
            entries[bits] = entry(table, bits);
        }
    }

    /** Returns what the next {@link #LOOKUP} bits mean; an entry that leads beyond the block says nothing. */
    int[] entries() {
        return entries;
    }

    /** How many bits an entry stands for. */
    static int length(int entry) {
        return entry & 0xFF;
    }

    /** How many positions it leads on. */
    static int positions(int entry) {
        return (entry >> 8) & 0xFF;
    }

    /** Whether the block ends behind it. */
    static boolean isEnd(int entry) {
        return entry < 0;
    }

    /** Returns an entry for the one code that the next 16 bits begin with; without a length if there is none. */
    static int one(HuffmanTable table, int bits) {
        int code = table.code(bits);
        int symbol = HuffmanTable.symbol(code);
        int length = HuffmanTable.length(code) + (symbol & 15);
        return isEndOfBlock(symbol) ? END | length : (((symbol >> 4) + 1) << 8) | length;
    }

    private static boolean isEndOfBlock(int symbol) {
        return (symbol & 15) == 0 && symbol != 0xF0;
    }

    private static int entry(HuffmanTable table, int bits) {
        int length = 0;
        int positions = 0;
        while (length < LOOKUP && positions < ZigZag.LENGTH) {
            int window = (bits << (HuffmanTable.LONGEST - LOOKUP + length)) & 0xFFFF;
            int code = table.code(window);
            int symbol = HuffmanTable.symbol(code);
            if (code == 0 || HuffmanTable.length(code) > LOOKUP - length) {
                break;
            }
            length += HuffmanTable.length(code) + (symbol & 15);
            if (isEndOfBlock(symbol)) {
                // It is a code of this block if there is at least one position left.
                return END | ((positions + 1) << 8) | length;
            }
            positions += (symbol >> 4) + 1;
        }
        return length == 0 ? UNKNOWN : (positions << 8) | length;
    }
}
