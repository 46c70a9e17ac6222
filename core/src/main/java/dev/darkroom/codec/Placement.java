// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.Variant;

/**
 * Which part of a picture becomes an output, and how large.
 *
 * @param width the output's width
 * @param height the output's height
 * @param across the share of the picture's width that is used, from the middle
 * @param down the share of the picture's height that is used, from the middle
 */
record Placement(int width, int height, double across, double down) {

    /** Places a picture of this size in the box of a variant. */
    static Placement of(int width, int height, Variant variant) {
        return switch (variant.fit()) {
            case CONTAIN -> contain(width, height, variant.width(), variant.height(), variant.enlarge());
            case COVER -> cover(width, height, variant);
        };
    }

    /** The whole picture, as large as fits into the box. */
    static Placement contain(int width, int height, int boxWidth, int boxHeight, boolean enlarge) {
        double scale = Math.min((double) boxWidth / width, (double) boxHeight / height);
        double allowed = enlarge ? scale : Math.min(1, scale);
        return new Placement(rounded(width * allowed), rounded(height * allowed), 1, 1);
    }

    /** The box filled; where the picture is smaller, a box of the same shape that just fits into the picture. */
    private static Placement cover(int width, int height, Variant box) {
        double fits = Math.min((double) width / box.width(), (double) height / box.height());
        double shrink = box.enlarge() ? 1 : Math.min(1, fits);
        int outWidth = rounded(box.width() * shrink);
        int outHeight = rounded(box.height() * shrink);
        double shape = (double) outWidth / outHeight;
        double across = Math.min(1, shape * height / width);
        double down = Math.min(1, width / (shape * height));
        return new Placement(outWidth, outHeight, across, down);
    }

    private static int rounded(double length) {
        return (int) Math.max(1, Math.round(length));
    }

    /** Returns the part that is used of a picture of this size. */
    Window window(int pictureWidth, int pictureHeight) {
        double cropWidth = pictureWidth * across;
        double cropHeight = pictureHeight * down;
        double left = (pictureWidth - cropWidth) / 2;
        double top = (pictureHeight - cropHeight) / 2;
        return new Window(left, top, cropWidth, cropHeight, width, height);
    }
}
