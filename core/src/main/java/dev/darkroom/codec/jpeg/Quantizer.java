// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * Division by a constant d is multiplication by a rounded up 2^k / d and a shift (T. Granlund, P. Montgomery, "Division by
 * invariant integers using multiplication", 1994). With k = 14 + ceil(log2 d) it is exact for what is divided here: eight
 * times a coefficient, at most 2^13, and half of d.
 */
/** Divides coefficients by the table's divisors, to the nearest integer, and notes which of them are not zero. */
final class Quantizer {
    private static final int DIVIDEND_BITS = 14;

    private final int[] half = new int[ZigZag.LENGTH];
    private final int[] reciprocal = new int[ZigZag.LENGTH];
    private final int[] shift = new int[ZigZag.LENGTH];

    /** Divides by these, which are given row by row. */
    Quantizer(int[] divisors) {
        for (int place = 0; place < ZigZag.LENGTH; place++) {
            int divisor = divisors[place] * Strip.SIDE;
            int bits = DIVIDEND_BITS + Integer.SIZE - Integer.numberOfLeadingZeros(divisor - 1);
            half[place] = divisor / 2;
            reciprocal[place] = (int) (((1L << bits) + divisor - 1) / divisor);
            shift[place] = bits;
        }
    }

    /** Divides, in place, eight times the coefficients of one place. */
    void divide(int place, int[] coefficients, int blocks) {
        int add = half[place];
        int factor = reciprocal[place];
        int down = shift[place];
        for (int b = 0; b < blocks; b++) {
            int sign = coefficients[b] >> 31;
            int size = (((coefficients[b] ^ sign) - sign + add) * factor) >>> down;
            coefficients[b] = (size ^ sign) - sign;
        }
    }

    /** Divides as {@link #divide} does, and sets a bit in the mask of each block where something is left. */
    void divide(int place, int[] coefficients, int blocks, int[] masks, int bit) {
        int add = half[place];
        int factor = reciprocal[place];
        int down = shift[place];
        for (int b = 0; b < blocks; b++) {
            int sign = coefficients[b] >> 31;
            int size = (((coefficients[b] ^ sign) - sign + add) * factor) >>> down;
            coefficients[b] = (size ^ sign) - sign;
            masks[b] |= (-size >>> 31) << bit;
        }
    }
}
