// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

/**
 * Where the pixels of an output lie along one side of a plane, measured in the plane's pixels from its edge.
 *
 * @param start where the first output pixel begins
 * @param step how many of the plane's pixels go into one of the output
 * @param length how many pixels the output has
 */
public record Axis(double start, double step, int length) {

    /** Checks the ranges. */
    public Axis {
        if (!(step > 0) || length < 1) {
            throw new IllegalArgumentException("an axis of " + length + " pixels with a step of " + step);
        }
    }

    /** The same place on a plane of which each pixel stands for so many of this one. */
    public Axis shrunk(double factor) {
        return new Axis(start / factor, step / factor, length);
    }

    double centre(int pixel) {
        return start + (pixel + 0.5) * step;
    }
}
