// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * The discrete cosine transform of T.81, A.3.3, after C. Loeffler, A. Ligtenberg, G. Moschytz, "Practical fast 1-D DCT
 * algorithms with 11 multiplications" (ICASSP 1989), with the constants and roundings of the IJG's accurate integer transform:
 * eight times the orthonormal coefficients come out. An array of a strip holds one place of many blocks, so each loop does
 * the same to all blocks. The loops are many and short because the JIT compiler makes vector instructions of short ones
 * only: a single loop for eight places was tried, and was six times slower.
 */
/** Turns the samples of a strip into coefficients. Not for use by several threads. */
final class ForwardDct {
    private static final int FRACTION = 13;
    /** How many fractional bits the first pass leaves to the second. */
    private static final int BETWEEN = 2;
    /** What eight samples lose when the middle of their range becomes zero. */
    private static final int LEVEL = 8 * 128;

    private static final int FIX_0_298631336 = 2446;
    private static final int FIX_0_390180644 = 3196;
    private static final int FIX_0_541196100 = 4433;
    private static final int FIX_0_765366865 = 6270;
    private static final int FIX_0_899976223 = 7373;
    private static final int FIX_1_175875602 = 9633;
    private static final int FIX_1_501321110 = 12299;
    private static final int FIX_1_847759065 = 15137;
    private static final int FIX_1_961570560 = 16069;
    private static final int FIX_2_053119869 = 16819;
    private static final int FIX_2_562915447 = 20995;
    private static final int FIX_3_072711026 = 25172;

    private final int blocks;
    private final int[] share37;
    private final int[] share15;

    ForwardDct(int blocks) {
        this.blocks = blocks;
        this.share37 = new int[blocks];
        this.share15 = new int[blocks];
    }

    /** Transforms a strip in place. */
    void transform(int[][] places) {
        for (int row = 0; row < Strip.SIDE; row++) {
            pass(places, row * Strip.SIDE, 1, LEVEL, FRACTION - BETWEEN);
        }
        for (int column = 0; column < Strip.SIDE; column++) {
            pass(places, column, Strip.SIDE, 0, FRACTION + BETWEEN);
        }
    }

    /** Transforms eight places, rounding a number of fractional bits away. */
    private void pass(int[][] places, int first, int step, int level, int shift) {
        int[] p0 = places[first];
        int[] p1 = places[first + step];
        int[] p2 = places[first + 2 * step];
        int[] p3 = places[first + 3 * step];
        int[] p4 = places[first + 4 * step];
        int[] p5 = places[first + 5 * step];
        int[] p6 = places[first + 6 * step];
        int[] p7 = places[first + 7 * step];
        fold(p0, p7);
        fold(p1, p6);
        fold(p2, p5);
        fold(p3, p4);
        even(p0, p1, p2, p3, level, shift);
        odd(p4, p5, p6, p7, shift);
        places[first + step] = p7;
        places[first + 2 * step] = p3;
        places[first + 3 * step] = p6;
        places[first + 4 * step] = p1;
        places[first + 5 * step] = p5;
        places[first + 6 * step] = p2;
        places[first + 7 * step] = p4;
    }

    /** Leaves coefficients 0, 4, 6, 2 in the arrays, in this order. */
    private void even(int[] sum07, int[] sum16, int[] sum25, int[] sum34, int level, int shift) {
        fold(sum07, sum34);
        fold(sum16, sum25);
        fold(sum07, sum16);
        scale(sum07, level, shift);
        scale(sum16, 0, shift);
        turn(sum34, sum25, 1 << (shift - 1), shift);
    }

    /** Leaves coefficients 7, 5, 3, 1 in the arrays, in this order. */
    private void odd(int[] d34, int[] d25, int[] d16, int[] d07, int shift) {
        share(d34, d16, d25, d07, 1 << (shift - 1));
        wing(d34, FIX_0_298631336, share37, d07, FIX_1_501321110, share15, FIX_0_899976223, shift);
        wing(d16, FIX_3_072711026, share37, d25, FIX_2_053119869, share15, FIX_2_562915447, shift);
    }

    /** Leaves the sum on the left and the difference on the right. */
    private void fold(int[] left, int[] right) {
        for (int b = 0; b < blocks; b++) {
            int a = left[b];
            int c = right[b];
            left[b] = a + c;
            right[b] = a - c;
        }
    }

    private void scale(int[] sums, int level, int shift) {
        int add = (1 << (shift - 1)) - (level << FRACTION);
        for (int b = 0; b < blocks; b++) {
            sums[b] = ((sums[b] << FRACTION) + add) >> shift;
        }
    }

    private void turn(int[] outer, int[] inner, int half, int shift) {
        for (int b = 0; b < blocks; b++) {
            int o = outer[b];
            int i = inner[b];
            int both = (o + i) * FIX_0_541196100 + half;
            outer[b] = (both + o * FIX_0_765366865) >> shift;
            inner[b] = (both - i * FIX_1_847759065) >> shift;
        }
    }

    private void share(int[] d34, int[] d16, int[] d25, int[] d07, int half) {
        for (int b = 0; b < blocks; b++) {
            int z3 = d34[b] + d16[b];
            int z4 = d25[b] + d07[b];
            int all = (z3 + z4) * FIX_1_175875602 + half;
            share37[b] = all - z3 * FIX_1_961570560;
            share15[b] = all - z4 * FIX_0_390180644;
        }
    }

    private void wing(
            int[] left, int fix, int[] share, int[] right, int fixRight, int[] shareRight, int less, int shift) {
        for (int b = 0; b < blocks; b++) {
            int l = left[b];
            int r = right[b];
            int both = (l + r) * less;
            left[b] = (l * fix - both + share[b]) >> shift;
            right[b] = (r * fixRight - both + shareRight[b]) >> shift;
        }
    }
}
