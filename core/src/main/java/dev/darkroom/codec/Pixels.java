// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** A picture in memory: 8 bits a channel, alpha not multiplied in; sRGB and upright when an engine hands it out. */
public final class Pixels {
    private final int width;
    private final int height;
    private final int[] argb;

    /** Wraps rows of 0xAARRGGBB, top left first; the caller no longer changes the array. */
    public Pixels(int width, int height, int[] argb) {
        if (width < 1 || height < 1 || argb.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " pixels don't fit " + argb.length + " values");
        }
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the pixel at a place as 0xAARRGGBB. */
    public int at(int x, int y) {
        if (x < 0 || x >= width) {
            throw new IndexOutOfBoundsException("x " + x + " in a width of " + width);
        }
        return argb[y * width + x];
    }

    /** Returns the pixels themselves, which nobody changes. */
    int[] data() {
        return argb;
    }

    /** Returns a copy of all pixels, row by row. */
    public int[] toArray() {
        return argb.clone();
    }
}
