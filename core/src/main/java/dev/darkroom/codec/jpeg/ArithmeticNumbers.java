// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/*
 * A number is a chain of decisions: is it zero, is it negative, how many bits has it less one, and what are those bits. The
 * places of their states are those of tables F.4 and F.5 of ITU-T T.81, one array for each table that a file names.
 */

/** The numbers of a scan with arithmetic coding: differences of means, and coefficients. */
final class ArithmeticNumbers {
    private static final int SLOTS = 4;
    private static final int MEAN_STATES = 49;
    private static final int BAND_STATES = 245;
    private static final int MEAN_SIZES = 20;
    private static final int LOW_SIZES = 189;
    private static final int HIGH_SIZES = 217;
    private static final int SIZE_TO_BITS = 14;
    private static final int MOST = 0x8000;
    private static final int SMALL = 4;
    private static final int LARGE = 12;

    private final ArithmeticReader reader;
    private final Conditioning conditioning;
    private final byte[][] means = new byte[SLOTS][];
    private final byte[][] bands = new byte[SLOTS][];
    private final byte[] even = {ArithmeticState.EVEN};

    ArithmeticNumbers(ArithmeticReader reader, Conditioning conditioning) {
        this.reader = reader;
        this.conditioning = conditioning;
        restart();
    }

    /** Forgets what is expected. */
    void restart() {
        for (int slot = 0; slot < SLOTS; slot++) {
            means[slot] = new byte[MEAN_STATES];
            bands[slot] = new byte[BAND_STATES];
        }
    }

    /** Decides what is as likely as not. */
    boolean even() throws IOException {
        return reader.decide(even, 0);
    }

    /** Decides one of three things about a position: that it is past the end, that it isn't zero, and another one. */
    boolean decide(int slot, int position, int which) throws IOException {
        return reader.decide(bands[slot], 3 * (position - 1) + which);
    }

    /** Decodes how much a mean differs from that before; the plane keeps what that lets expect of the next one. */
    int difference(ScanPlane plane) throws IOException {
        byte[] states = means[plane.dcTable];
        int context = plane.context;
        if (!reader.decide(states, context)) {
            plane.context = 0;
            return 0;
        }
        boolean negative = reader.decide(states, context + 1);
        int place = context + (negative ? 3 : 2);
        int size = 0;
        if (reader.decide(states, place)) {
            place = MEAN_SIZES;
            size = size(states, place, 1);
            place += Integer.numberOfTrailingZeros(size);
        }
        plane.context = context(plane.dcTable, size, negative);
        int number = bits(states, place, size) + 1;
        return negative ? -number : number;
    }

    private int context(int slot, int size, boolean negative) {
        if (conditioning.isSmall(slot, size)) {
            return 0;
        }
        return (conditioning.isLarge(slot, size) ? LARGE : SMALL) + (negative ? 4 : 0);
    }

    /** Decodes a coefficient that isn't zero. */
    int coefficient(int slot, int position) throws IOException {
        byte[] states = bands[slot];
        boolean negative = even();
        int place = 3 * (position - 1) + 2;
        int size = 0;
        if (reader.decide(states, place)) {
            size = 1;
            if (reader.decide(states, place)) {
                place = conditioning.isLow(slot, position) ? LOW_SIZES : HIGH_SIZES;
                size = size(states, place, 2);
                place += Integer.numberOfTrailingZeros(size) - 1;
            }
        }
        int number = bits(states, place, size) + 1;
        return negative ? -number : number;
    }

    /** Decodes the highest bit of a number. */
    private int size(byte[] states, int from, int least) throws IOException {
        int size = least;
        int place = from;
        while (reader.decide(states, place)) {
            size <<= 1;
            place++;
            if (size == MOST) {
                throw BitReader.broken();
            }
        }
        return size;
    }

    private int bits(byte[] states, int place, int size) throws IOException {
        int number = size;
        for (int bit = size >> 1; bit > 0; bit >>= 1) {
            if (reader.decide(states, place + SIZE_TO_BITS)) {
                number |= bit;
            }
        }
        return number;
    }
}
