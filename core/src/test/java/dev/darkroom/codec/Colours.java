// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** How far colours are apart. */
final class Colours {
    private Colours() {}

    /** Returns the largest difference of a channel; alpha is left aside. */
    static int distance(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs(((one >> shift) & 0xFF) - ((other >> shift) & 0xFF)));
        }
        return most;
    }
}
