// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/**
 * Turns a block's coefficients into samples (ITU-T T.81, A.3.3). A smaller one takes only the lowest frequencies and gives as many
 * samples: the picture as it would be had it been scaled down with a sharp filter.
 */
interface InverseDct {
    /** Binary digits behind the point of what is multiplied with. */
    int FRACTION = 13;

    /** Those that are kept between columns and rows. */
    int EXTRA = 2;

    int COLUMN_SHIFT = FRACTION - EXTRA;

    /** Half a step, for rounding. */
    int COLUMN_HALF = 1 << (COLUMN_SHIFT - 1);

    int ROW_SHIFT = FRACTION + EXTRA + 3;

    /** Half a step, for rounding, and the level shift of A.3.1. */
    int ROW_HALF = (1 << (ROW_SHIFT - 1)) + (128 << ROW_SHIFT);

    /**
     * Turns a block of coefficients into a square of samples, and clears it.
     *
     * @param block coefficients, row by row, as many in a row as the square is wide
     * @param last the last position in the file that isn't zero, or one behind it
     */
    void transform(int[] block, int last, byte[] samples, int offset, int stride);

    /** Returns the one that gives a square of so many samples a side: 8, 6, 4, 2 or 1. */
    static InverseDct of(int side) {
        return switch (side) {
            case 8 -> new EightPointDct();
            case 6 -> new SixPointDct();
            case 4 -> new FourPointDct();
            case 2 -> new TwoPointDct();
            default -> new OnePointDct();
        };
    }

    /** Fills a square with what the mean of its block says, which is all that there is, and clears that. */
    static void fill(int[] block, int side, byte[] samples, int offset, int stride) {
        byte sample = sample(((block[0] + 4) >> 3) + 128);
        block[0] = 0;
        for (int row = offset; row < offset + side * stride; row += stride) {
            for (int place = row; place < row + side; place++) {
                samples[place] = sample;
            }
        }
    }

    /** Brings a number into the range of a sample. */
    static byte sample(int number) {
        return (byte) ((number & ~0xFF) == 0 ? number : ~number >> 31);
    }
}
