// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import java.io.IOException;

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

    /** Returns this, or a copy whose longest side is this long: other readings may have asked for a larger sample. */
    public Pixels atMost(int side) {
        int longest = Math.max(width, height);
        return longest <= side ? this : scaledTo(shortened(width, side, longest), shortened(height, side, longest));
    }

    private static int shortened(int length, int side, int longest) {
        return Math.max(1, Math.round((float) length * side / longest));
    }

    /** Returns a copy of this size, whatever becomes of the proportions; each pixel is the mean of what it covers. */
    public Pixels scaledTo(int newWidth, int newHeight) {
        return new Pixels(newWidth, newHeight, AreaMean.of(argb, width, height, newWidth, newHeight));
    }

    /** Returns what is seen in front of a colour, given as 0xRRGGBB. */
    public Pixels over(int background) {
        int[] flat = new int[argb.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = over(argb[i], background);
        }
        return new Pixels(width, height, flat);
    }

    private static int over(int pixel, int background) {
        int alpha = pixel >>> 24;
        if (alpha == 255) {
            return pixel;
        }
        int red = mixed(pixel >> 16, background >> 16, alpha);
        int green = mixed(pixel >> 8, background >> 8, alpha);
        return 0xFF000000 | red << 16 | green << 8 | mixed(pixel, background, alpha);
    }

    private static int mixed(int front, int back, int alpha) {
        return ((front & 0xFF) * alpha + (back & 0xFF) * (255 - alpha) + 127) / 255;
    }

    /** Writes a PNG, with alpha where a pixel is not opaque. */
    public ImageContent png() throws IOException {
        return ImageContent.of(Png.encode(this, Enclosed.NOTHING));
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
