// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Arrays;

/** Which coefficients of a block count when it becomes a square of so many samples a side, and where they stand in a row-by-row block. */
final class KeptCoefficients {
    /** How long a block is: all coefficients, and a place for those that don't count. */
    static final int BLOCK = ZigZag.LENGTH + 1;

    /** Where those stand that don't count. */
    static final int DROPPED = ZigZag.LENGTH;

    /** A run of zeros may lead behind the last position. */
    private static final int POSITIONS = ZigZag.LENGTH + 16;

    private final int side;
    private final int[] places = new int[POSITIONS];
    private int last;
    private long mask;

    KeptCoefficients(int side) {
        this.side = side;
        Arrays.fill(places, DROPPED);
        for (int position = 0; position < ZigZag.LENGTH; position++) {
            int row = ZigZag.natural(position) / 8;
            int column = ZigZag.natural(position) % 8;
            if (row < side && column < side) {
                places[position] = row * side + column;
                last = position;
                mask |= 1L << position;
            }
        }
    }

    /** How many samples a side a block becomes. */
    int side() {
        return side;
    }

    /** How many they are. */
    int count() {
        return side * side;
    }

    /** Returns the places by positions in the file, with some behind the last position. Not to be changed. */
    int[] places() {
        return places;
    }

    /** Returns the last position in the file that counts. */
    int last() {
        return last;
    }

    /** Returns a bit for each position in the file that counts. */
    long mask() {
        return mask;
    }
}
