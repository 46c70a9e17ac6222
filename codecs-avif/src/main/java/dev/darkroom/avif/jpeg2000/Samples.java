// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

/** The samples of a decoded codestream. */
public interface Samples {

    /** Puts a row of a plane, as wide as the picture, into an array; samples are not brought to 8 bits. */
    void read(int plane, int y, int[] row);

    /** Brings a sample to 8 bits. */
    static int eightBits(int sample, int most) {
        return (sample * 255 + most / 2) / most;
    }
}
