// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** How a value is written behind its symbol: a size category, and so many bits (T.81, F.1.2.1 and F.1.2.2). */
final class Magnitude {
    private Magnitude() {}

    /** Returns how many bits a value takes: none for zero. */
    static int size(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    /** Returns the bits of a value of that size: for negative ones the complement. */
    static int bits(int value, int size) {
        return (value + (value >> 31)) & ((1 << size) - 1);
    }
}
