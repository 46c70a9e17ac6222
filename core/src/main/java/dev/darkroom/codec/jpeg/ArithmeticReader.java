// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/*
 * The names of the two registers are those of the recommendation. Behind the last byte before a marker come zeros without
 * end, since a coder leaves out those that it would end with; so what is missing there can't be told from what was left out.
 */

/** The decisions of an arithmetic coder (ITU-T T.81, D.2), each of which adapts the state that it was asked with. */
final class ArithmeticReader implements ScanReader {
    private static final int HALF = 0x8000;

    private final JpegInput input;
    /** How wide the interval is in which the code lies. */
    private int a;
    /** Where in it the code lies, with 16 bits that don't count yet. */
    private long c;
    /** How many bits are left of the byte that was read last. */
    private int bits;

    private boolean fresh = true;
    private int marker = Marker.NONE;

    ArithmeticReader(JpegInput input) {
        this.input = input;
    }

    @Override
    public void begin() {
        fresh = true;
        marker = Marker.NONE;
    }

    @Override
    public void restart(int number) throws IOException {
        if (finish() != Marker.RST0 + number) {
            throw marker == Marker.NONE ? cutOff() : BitReader.broken();
        }
        begin();
    }

    @Override
    public int finish() throws IOException {
        while (marker == Marker.NONE && input.hasNext()) {
            next();
        }
        return marker;
    }

    /** Decides, and says whether it is true; the state is one of {@link ArithmeticState}, which changes. */
    boolean decide(byte[] states, int place) throws IOException {
        if (fresh) {
            fill();
        }
        int state = states[place];
        int chance = ArithmeticState.chance(state);
        a -= chance;
        if (c >>> 16 < a) {
            if (a >= HALF) {
                return ArithmeticState.likely(state);
            }
            return settle(states, place, a >= chance);
        }
        c -= (long) a << 16;
        boolean likely = a < chance;
        a = chance;
        return settle(states, place, likely);
    }

    private boolean settle(byte[] states, int place, boolean likely) throws IOException {
        int state = states[place];
        states[place] = likely ? ArithmeticState.afterLikely(state) : ArithmeticState.afterUnlikely(state);
        do {
            if (bits == 0) {
                c += (long) code() << 8;
                bits = Byte.SIZE;
            }
            a <<= 1;
            c <<= 1;
            bits--;
        } while (a < HALF);
        return ArithmeticState.likely(state) == likely;
    }

    private void fill() throws IOException {
        fresh = false;
        a = 2 * HALF;
        c = (long) code() << 16;
        c |= (long) code() << 8;
        c <<= 8;
        bits = 0;
    }

    private int code() throws IOException {
        if (marker != Marker.NONE) {
            return 0;
        }
        if (!input.hasNext()) {
            throw cutOff();
        }
        return next();
    }

    /** Reads a byte, or finds a marker and returns 0. */
    private int next() throws IOException {
        int value = input.read();
        if (value != 0xFF) {
            return value;
        }
        int code = input.read();
        while (code == 0xFF) {
            code = input.read();
        }
        if (code != 0) {
            marker = code;
            return 0;
        }
        return 0xFF;
    }

    private static JpegException cutOff() {
        return JpegException.cutOff("The JPEG file is cut off: it ends within its picture data.");
    }
}
