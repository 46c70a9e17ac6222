// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** How fine the chroma planes of a picture are. */
public enum Subsampling {
    /** There is luma alone. */
    GRAY(1, 1),
    /** Chroma is as fine as luma (4:4:4). */
    NONE(3, 1),
    /** Chroma has half the columns and half the rows (4:2:0). */
    HALF(3, 2);

    private final int planes;
    private final int factor;

    Subsampling(int planes, int factor) {
        this.planes = planes;
        this.factor = factor;
    }

    int planes() {
        return planes;
    }

    /** Returns how many samples of luma there are for one of chroma, across as well as down. */
    int factor() {
        return factor;
    }

    /** Returns a plane's width or height in a picture that is so wide or high. */
    int side(int plane, int pictureSide) {
        return plane == 0 ? pictureSide : (pictureSide + factor - 1) / factor;
    }
}
