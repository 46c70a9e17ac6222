// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Arrays;

/** What a file says about how its arithmetic decisions depend on what came before (ITU-T T.81, B.2.4.3). */
final class Conditioning {
    private static final int SLOTS = 4;
    private static final int DEFAULT_UPPER = 1;
    private static final int DEFAULT_BAND = 5;

    private final int[] lower = new int[SLOTS];
    private final int[] upper = new int[SLOTS];
    private final int[] band = new int[SLOTS];

    Conditioning() {
        Arrays.fill(upper, DEFAULT_UPPER);
        Arrays.fill(band, DEFAULT_BAND);
    }

    void read(Segment segment) throws JpegException {
        while (segment.remaining() > 0) {
            int head = segment.number8();
            int value = segment.number8();
            int slot = head & 15;
            boolean means = head >> 4 == 0;
            boolean sane = means ? (value & 15) <= value >> 4 : value >= 1 && value < ZigZag.LENGTH;
            if (slot >= SLOTS || !sane) {
                throw JpegException.broken("The JPEG file is broken: one of its tables makes no sense.");
            }
            if (means) {
                lower[slot] = value & 15;
                upper[slot] = value >> 4;
            } else {
                band[slot] = value;
            }
        }
    }

    /** Whether a difference, less one, is too small to foretell that the next one isn't zero. */
    boolean isSmall(int slot, int size) {
        return size < (1 << lower[slot]) >> 1;
    }

    /** Whether a difference, less one, is so large that the next one is probably large as well. */
    boolean isLarge(int slot, int size) {
        return size > (1 << upper[slot]) >> 1;
    }

    /** Whether a position is among the low ones, whose coefficients are larger. */
    boolean isLow(int slot, int position) {
        return position <= band[slot];
    }
}
