// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.Variant;
import java.util.Arrays;

/*
 * Alpha is multiplied in while pictures are scaled: otherwise the colour of transparent pixels, mostly black, would
 * bleed into the visible ones beside them.
 */
/** A picture to work on: rows of ints, opaque or with alpha multiplied in. */
final class Canvas {
    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final int[] data;
    private final boolean opaque;

    Canvas(int width, int height, boolean opaque) {
        this.width = width;
        this.height = height;
        this.data = new int[width * height];
        this.opaque = opaque;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean opaque() {
        return opaque;
    }

    /** Returns the pixels themselves, to be read and written. */
    int[] data() {
        return data;
    }

    /** Returns the pixels as 0xAARRGGBB with alpha not multiplied in. */
    int[] straight() {
        int[] argb = new int[data.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = opaque ? OPAQUE | data[i] : straight(data[i]);
        }
        return argb;
    }

    /** Returns a copy of the picture with alpha not multiplied in. */
    Pixels pixels() {
        return new Pixels(width, height, straight());
    }

    /** Takes over pixels as 0xAARRGGBB with alpha not multiplied in. */
    void set(int[] argb) {
        for (int i = 0; i < data.length; i++) {
            data[i] = opaque ? argb[i] : multiplied(argb[i]);
        }
    }

    /** Returns the same without transparency: a colour shows through. */
    Canvas over(int background) {
        if (opaque) {
            return this;
        }
        Canvas flat = new Canvas(width, height, true);
        for (int i = 0; i < data.length; i++) {
            int hidden = 255 - (data[i] >>> 24);
            flat.data[i] = hidden == 0 ? data[i] : data[i] + (multiplied(hidden << 24 | background) & 0xFFFFFF);
        }
        return flat;
    }

    /** Returns what a variant shows of it: the same, or the middle of its box. */
    Canvas framed(Variant variant, int background) {
        return variant.fit() == Variant.Fit.PAD ? padded(variant.width(), variant.height(), background) : this;
    }

    /** Returns the same in the middle of a larger one in an opaque colour. */
    Canvas padded(int wide, int high, int background) {
        Canvas flat = over(background);
        Canvas large = new Canvas(wide, high, true);
        Arrays.fill(large.data, background);
        int left = (wide - width) / 2;
        int top = (high - height) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(flat.data, y * width, large.data, (top + y) * wide + left, width);
        }
        return large;
    }

    /** Returns a pixel with alpha multiplied in. */
    static int multiplied(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb;
        }
        return alpha << 24
                | times((argb >> 16) & 0xFF, alpha) << 16
                | times((argb >> 8) & 0xFF, alpha) << 8
                | times(argb & 0xFF, alpha);
    }

    /** Returns a channel with alpha multiplied in. */
    static int times(int value, int alpha) {
        return (value * alpha + 127) / 255;
    }

    /** Returns a pixel with alpha no longer multiplied in. */
    static int straight(int multiplied) {
        int alpha = multiplied >>> 24;
        if (alpha == 255 || alpha == 0) {
            return alpha == 0 ? 0 : multiplied;
        }
        return alpha << 24
                | through((multiplied >> 16) & 0xFF, alpha) << 16
                | through((multiplied >> 8) & 0xFF, alpha) << 8
                | through(multiplied & 0xFF, alpha);
    }

    /** Returns a channel with alpha no longer multiplied in. */
    static int through(int value, int alpha) {
        return Math.min(255, (value * 255 + alpha / 2) / alpha);
    }
}
