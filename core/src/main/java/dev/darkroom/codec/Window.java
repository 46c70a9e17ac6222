// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Axis;

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
