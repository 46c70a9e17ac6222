// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * What is kept of a plane until its Huffman tables are known. A token is a coefficient that is not zero, in 16 bits: the
 * highest is set in the last of a block, four tell how many zeros come before, eleven are the value. More than fifteen zeros
 * take tokens of their own, with fifteen zeros and the value zero, as in T.81, F.1.2.2.
 */
/** The quantised coefficients of a plane, in a compact form. */
final class BlockTokens {
    /** The most tokens that a block can have. */
    static final int MOST = ZigZag.LENGTH - 1;

    static final int LONGEST_RUN = 15;
    static final int END = 0x8000;
    private static final int VALUE_BITS = 11;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;
    private static final int UNUSED_BITS = Integer.SIZE - VALUE_BITS;

    private final int blocksAcross;
    private final short[][] flat;
    private final char[][] tokens;
    private final int[] counts = new int[256];

    /** Makes room for a plane of so many blocks. */
    BlockTokens(int blocksAcross, int blocksDown) {
        this.blocksAcross = blocksAcross;
        this.flat = new short[blocksDown][];
        this.tokens = new char[blocksDown][];
    }

    static int token(int run, int value) {
        return (run << VALUE_BITS) | (value & VALUE_MASK);
    }

    static int run(int token) {
        return token >> VALUE_BITS & LONGEST_RUN;
    }

    static int value(int token) {
        return token << UNUSED_BITS >> UNUSED_BITS;
    }

    int blocksAcross() {
        return blocksAcross;
    }

    int blocksDown() {
        return flat.length;
    }

    /** Keeps a row of blocks: the first coefficient of each, doubled, plus one if tokens belong to it; and all tokens. */
    void keep(int row, short[] firsts, char[] rowTokens) {
        flat[row] = firsts;
        tokens[row] = rowTokens;
    }

    int first(int row, int column) {
        return flat[row][column] >> 1;
    }

    boolean isFlat(int row, int column) {
        return (flat[row][column] & 1) == 0;
    }

    char[] tokens(int row) {
        return tokens[row];
    }

    /** Returns how often each run and size comes up. The array is this object's own, to be counted in. */
    int[] counts() {
        return counts;
    }
}
