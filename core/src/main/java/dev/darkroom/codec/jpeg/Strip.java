// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * Eight rows of a plane, and after the transform their coefficients, as 64 arrays: one for each place in a block, with an
 * element for each block. So every stage is a plain loop over blocks in which neighbours have nothing to do with each other,
 * and the JIT compiler turns it into vector instructions.
 */
/** A row of blocks, one array for each of the 64 places in a block. */
final class Strip {
    /** How many rows and columns a block has. */
    static final int SIDE = 8;

    private static final int CACHE_LINE = 16;

    private final int width;
    private final int blocks;
    private final int[][] places = new int[ZigZag.LENGTH][];

    Strip(int width) {
        this.width = width;
        this.blocks = (width + SIDE - 1) / SIDE;
        for (int place = 0; place < ZigZag.LENGTH; place++) {
            places[place] = new int[oddLines(blocks)];
        }
    }

    /** Returns a length, so that arrays behind each other don't compete for the same places in the processor's cache. */
    private static int oddLines(int length) {
        int lines = (length + CACHE_LINE - 1) / CACHE_LINE;
        return (lines | 1) * CACHE_LINE;
    }

    int blocks() {
        return blocks;
    }

    /** Returns the array of each place; the place is its row in the block times 8, plus its column. */
    int[][] places() {
        return places;
    }

    /** Takes one row of samples. What is missing in the last block repeats the last sample. */
    void row(int row, byte[] samples, int offset) {
        int whole = width / SIDE;
        spread(row * SIDE, samples, offset, whole);
        if (whole < blocks) {
            int last = samples[offset + width - 1] & 0xff;
            for (int column = 0; column < SIDE; column++) {
                int x = whole * SIDE + column;
                places[row * SIDE + column][whole] = x < width ? samples[offset + x] & 0xff : last;
            }
        }
    }

    private void spread(int first, byte[] samples, int offset, int whole) {
        int[] p0 = places[first];
        int[] p1 = places[first + 1];
        int[] p2 = places[first + 2];
        int[] p3 = places[first + 3];
        int[] p4 = places[first + 4];
        int[] p5 = places[first + 5];
        int[] p6 = places[first + 6];
        int[] p7 = places[first + 7];
        for (int block = 0; block < whole; block++) {
            int at = offset + block * SIDE;
            p0[block] = samples[at] & 0xff;
            p1[block] = samples[at + 1] & 0xff;
            p2[block] = samples[at + 2] & 0xff;
            p3[block] = samples[at + 3] & 0xff;
            p4[block] = samples[at + 4] & 0xff;
            p5[block] = samples[at + 5] & 0xff;
            p6[block] = samples[at + 6] & 0xff;
            p7[block] = samples[at + 7] & 0xff;
        }
    }

    /** Fills the rows from one on with the row before it. */
    void repeatRow(int from) {
        for (int place = from * SIDE; place < ZigZag.LENGTH; place++) {
            System.arraycopy(places[place - SIDE], 0, places[place], 0, blocks);
        }
    }
}
