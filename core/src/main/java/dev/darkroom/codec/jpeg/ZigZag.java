// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** The order in which a block's 64 coefficients stand in the file: low frequencies first (ITU-T T.81, figure A.6). */
final class ZigZag {
    /** How many coefficients, and samples, a block has. */
    static final int LENGTH = 64;

    private static final byte[] NATURAL = {
        0, 1, 8, 16, 9, 2, 3, 10,
        17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34,
        27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36,
        29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46,
        53, 60, 61, 54, 47, 55, 62, 63
    };

    private ZigZag() {}

    /** Returns the place, row by row, of the coefficient at a position in the file. */
    static int natural(int position) {
        return NATURAL[position];
    }

    /** Returns a copy of all places, for loops that can't afford a call. */
    static int[] natural() {
        int[] places = new int[LENGTH];
        for (int position = 0; position < LENGTH; position++) {
            places[position] = NATURAL[position];
        }
        return places;
    }
}
