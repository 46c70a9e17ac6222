// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.List;

/**
 * One output of a job, told to engines in any language.
 *
 * @param name what files made for it are called
 * @param width the width of the box
 * @param height the height of the box
 * @param crop whether the box is filled and what sticks out cut off evenly; otherwise the picture fits into it
 * @param formats the formats by the usual ending of their files
 * @param quality 1 to 100, or 0 for what the engine takes by itself
 */
record Wish(String name, int width, int height, boolean crop, List<String> formats, int quality) {
    private static final int ANY_HEIGHT = 16_384;
    private static final int QUALITY = 80;

    static Wish crop(String name, int width, int height) {
        return new Wish(name, width, height, true, List.of("jpg"), QUALITY);
    }

    static Wish fit(String name, int side) {
        return new Wish(name, side, side, false, List.of("jpg"), QUALITY);
    }

    static Wish wide(String name, int width) {
        return new Wish(name, width, ANY_HEIGHT, false, List.of("jpg"), QUALITY);
    }

    Wish in(String... formats) {
        return new Wish(name, width, height, crop, List.of(formats), quality);
    }

    Wish quality(int quality) {
        return new Wish(name, width, height, crop, formats, quality);
    }

    /** Returns the size that comes of a picture of this size, where nothing has to be enlarged. */
    int[] size(int pictureWidth, int pictureHeight) {
        if (crop) {
            return new int[] {width, height};
        }
        double scale = Math.min((double) width / pictureWidth, (double) height / pictureHeight);
        return new int[] {(int) Math.round(pictureWidth * scale), (int) Math.round(pictureHeight * scale)};
    }
}
