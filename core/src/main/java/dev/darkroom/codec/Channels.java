// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** What the planes of a picture hold. */
enum Channels {
    /** One plane. */
    GRAY(1),
    /** Luma, and two planes of chroma, as JPEG has them. */
    YCBCR(3),
    /** Three planes. */
    RGB(3),
    /** Four planes; the colours are multiplied by the alpha that comes last. */
    RGBA(4);

    private final int planes;

    Channels(int planes) {
        this.planes = planes;
    }

    /** Returns how many planes there are. */
    int planes() {
        return planes;
    }

    /** Returns what is there once luma and chroma are made into colours. */
    Channels asColours() {
        return this == YCBCR ? RGB : this;
    }

    /** Whether it is what a JPEG without a profile of its own holds. */
    boolean isJpeg() {
        return this == GRAY || this == YCBCR;
    }
}
