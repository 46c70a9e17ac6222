// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** A Huffman code: how many codes there are of each length, and the symbols in the order of their codes (T.81, B.2.4.2). */
final class HuffmanCode {
    /** The most bits that a code may have. */
    static final int LONGEST = 16;

    private static final int SIZE_BITS = 5;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;

    private final int[] lengths;
    private final byte[] symbols;
    /** The code and the size of each symbol, in one number, so that both come with one look. */
    private final int[] entries = new int[256];

    /** Assigns codes as in T.81, annex C: those of a length follow each other, the shortest come first. */
    HuffmanCode(int[] lengths, byte[] symbols) {
        this.lengths = lengths.clone();
        this.symbols = symbols.clone();
        int code = 0;
        int at = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int i = 0; i < lengths[length]; i++) {
                entries[symbols[at++] & 0xff] = code << SIZE_BITS | length;
                code++;
            }
            code <<= 1;
        }
    }

    int code(int symbol) {
        return entries[symbol] >>> SIZE_BITS;
    }

    /** Returns how many bits a symbol's code has: 0 if it has none. */
    int size(int symbol) {
        return entries[symbol] & SIZE_MASK;
    }

    /** Writes a symbol, and bits behind it. */
    void write(int symbol, int bits, int size, EntropyWriter out) {
        int entry = entries[symbol];
        out.bits(entry >>> SIZE_BITS << size | bits, (entry & SIZE_MASK) + size);
    }

    /** Returns a table as it stands in a DHT segment, behind its class and number. */
    byte[] table() {
        byte[] table = new byte[LONGEST + symbols.length];
        for (int length = 1; length <= LONGEST; length++) {
            table[length - 1] = (byte) lengths[length];
        }
        System.arraycopy(symbols, 0, table, LONGEST, symbols.length);
        return table;
    }
}
