// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** The numbers of channels that are understood: gray or RGB, each with or without alpha. */
final class Bands {
    private static final int MOST = 4;

    private Bands() {}

    static int checked(int bands) {
        if (bands > MOST) {
            throw Faults.unsupported("this is a picture with " + bands + " channels, this build reads up to " + MOST);
        }
        return bands;
    }
}
