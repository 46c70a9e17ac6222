// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

import dev.darkroom.codec.Pixels;

/*
 * At the edge of a subject its colour and the background's are mixed in one pixel. How much of each is found by where
 * the mixed colour lies on the line from the background's colour to the subject's, which is taken from the nearest pixels
 * that are all subject. The background's share is then taken out of the colour, so that no fringe is left.
 */
/** Makes the edge between subject and background soft. */
final class Rim {
    private static final int BAND = 2;
    private static final int AROUND = 4;
    private static final double LEAST_CONTRAST = 12;

    private final int width;
    private final int height;
    private final int[] argb;
    private final Backdrop backdrop;
    private final boolean[] background;
    private final boolean[] mixed;

    private Rim(Pixels picture, Backdrop backdrop, boolean[] background) {
        this.width = picture.width();
        this.height = picture.height();
        this.argb = picture.toArray();
        this.backdrop = backdrop;
        this.background = background;
        this.mixed = band();
    }

    /** Returns the picture with a transparent background. */
    static Pixels soften(Pixels picture, Backdrop backdrop, boolean[] background) {
        Rim rim = new Rim(picture, backdrop, background);
        int[] result = new int[rim.argb.length];
        for (int place = 0; place < result.length; place++) {
            if (rim.mixed[place]) {
                result[place] = rim.unmixed(place);
            } else if (!background[place]) {
                result[place] = rim.argb[place];
            }
        }
        return new Pixels(rim.width, rim.height, result);
    }

    /** Marks the pixels on either side of the edge. */
    private boolean[] band() {
        boolean[] band = new boolean[argb.length];
        for (int place = 0; place < argb.length; place++) {
            boolean right = place % width < width - 1 && background[place] != background[place + 1];
            boolean below = place < argb.length - width && background[place] != background[place + width];
            if (right || below) {
                mark(band, place);
            }
        }
        return band;
    }

    private void mark(boolean[] band, int place) {
        int x = place % width;
        int y = place / width;
        for (int row = Math.max(0, y - BAND + 1); row <= Math.min(height - 1, y + BAND); row++) {
            for (int column = Math.max(0, x - BAND + 1); column <= Math.min(width - 1, x + BAND); column++) {
                band[row * width + column] = true;
            }
        }
    }

    private int unmixed(int place) {
        int[] subject = subjectNear(place);
        double along = 0;
        double length = 0;
        for (int channel = 0; channel < 3; channel++) {
            double back = backdrop.at(place, channel);
            double whole = subject[channel] - back;
            along += (Backdrop.value(argb[place], channel) - back) * whole;
            length += whole * whole;
        }
        if (length < LEAST_CONTRAST * LEAST_CONTRAST) {
            return background[place] ? 0 : argb[place];
        }
        double alpha = Math.min(1, along / length);
        return alpha < 0.02 ? 0 : without(place, alpha);
    }

    private int without(int place, double alpha) {
        int pixel = (int) Math.round(alpha * (argb[place] >>> 24));
        for (int channel = 0; channel < 3; channel++) {
            double back = backdrop.at(place, channel);
            long value = Math.round(back + (Backdrop.value(argb[place], channel) - back) / alpha);
            pixel = pixel << 8 | (int) Math.max(0, Math.min(255, value));
        }
        return pixel;
    }

    /** Returns the mean colour of the pixels nearby that are all subject, or the least like the background for a line. */
    private int[] subjectNear(int place) {
        int[] sums = new int[3];
        int count = 0;
        int farthest = place;
        for (int y = Math.max(0, place / width - AROUND); y <= Math.min(height - 1, place / width + AROUND); y++) {
            for (int x = Math.max(0, place % width - AROUND); x <= Math.min(width - 1, place % width + AROUND); x++) {
                int near = y * width + x;
                if (background[near]) {
                    continue;
                }
                if (!mixed[near]) {
                    count++;
                    add(sums, argb[near]);
                } else if (backdrop.distance(near) > backdrop.distance(farthest)) {
                    farthest = near;
                }
            }
        }
        if (count == 0) {
            add(sums, argb[farthest]);
            count = 1;
        }
        return new int[] {sums[0] / count, sums[1] / count, sums[2] / count};
    }

    private static void add(int[] sums, int pixel) {
        for (int channel = 0; channel < 3; channel++) {
            sums[channel] += Backdrop.value(pixel, channel);
        }
    }
}
