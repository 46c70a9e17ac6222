// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Axis;
import dev.darkroom.image.Focus;
import dev.darkroom.image.Variant;

/**
 * A part of a picture, and how large it becomes. A picture that is to be turned has its window turned instead, so that
 * only the small output is.
 *
 * @param x where the part begins
 * @param y where the part begins
 * @param width the part's width, in pixels of the picture
 * @param height the part's height, in pixels of the picture
 * @param outWidth how wide it becomes
 * @param outHeight how high it becomes
 */
record Window(double x, double y, double width, double height, int outWidth, int outHeight) {

    /** The whole picture, as large as fits into the box. */
    static Window contain(int width, int height, int boxWidth, int boxHeight, boolean enlarge) {
        double scale = Math.min((double) boxWidth / width, (double) boxHeight / height);
        double allowed = enlarge ? scale : Math.min(1, scale);
        return new Window(0, 0, width, height, rounded(width * allowed), rounded(height * allowed));
    }

    /** The box filled; where the picture is smaller, a box of the same shape that just fits into the picture. */
    static Window cover(int width, int height, Variant box, Cutter cutter) {
        double fits = Math.min((double) width / box.width(), (double) height / box.height());
        double shrink = box.wants(Variant.Wish.ENLARGING) ? 1 : Math.min(1, fits);
        int outWidth = rounded(box.width() * shrink);
        int outHeight = rounded(box.height() * shrink);
        Focus.Cut cut = cutter.cut((double) outWidth / outHeight);
        return new Window(
                cut.x() * width, cut.y() * height, cut.width() * width, cut.height() * height, outWidth, outHeight);
    }

    private static int rounded(double length) {
        return (int) Math.max(1, Math.round(length));
    }

    /** Chooses the part with these proportions. */
    interface Cutter {
        Focus.Cut cut(double aspect);
    }

    /** Returns the same part of the picture as it is stored, which has this size. */
    Window stored(Orientation orientation, int storedWidth, int storedHeight) {
        Window along = orientation.turned() ? new Window(y, x, height, width, outHeight, outWidth) : this;
        double left = orientation.fromRight() ? storedWidth - along.x - along.width : along.x;
        double top = orientation.fromBottom() ? storedHeight - along.y - along.height : along.y;
        return new Window(left, top, along.width, along.height, along.outWidth, along.outHeight);
    }

    /** Returns how many pixels of the picture go into one of the output, along the side with fewer. */
    double scale() {
        return Math.min(width / outWidth, height / outHeight);
    }

    /**
     * Returns where the output's samples lie across a plane.
     *
     * @param pixels how many pixels of the picture lie along one sample of the plane
     * @param sampling how many pixels of the output lie along one of its samples
     * @param mirrored whether the output is mirrored later, so that a last sample that is not full comes first
     */
    Axis across(double pixels, int sampling, boolean mirrored) {
        return axis(x, width / outWidth, outWidth, pixels, sampling, mirrored);
    }

    /** Returns where the output's samples lie down a plane; see {@link #across}. */
    Axis down(double pixels, int sampling, boolean mirrored) {
        return axis(y, height / outHeight, outHeight, pixels, sampling, mirrored);
    }

    private static Axis axis(double from, double step, int outLength, double pixels, int sampling, boolean mirrored) {
        int samples = (outLength + sampling - 1) / sampling;
        double start = mirrored ? from + (outLength - samples * sampling) * step : from;
        return new Axis(start / pixels, step * sampling / pixels, samples);
    }
}
