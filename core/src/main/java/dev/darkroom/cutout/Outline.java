// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cutout;

/**
 * What the shape of a cut tells about how good it is.
 *
 * @param subject the part of the picture that is left, 0 to 1
 * @param contrast how far colours near the outline are from the background's, on the subject's side; the weakest fifth
 * @param frayed how long the outline is for the area: 0 for smooth shapes, 1 for dust
 */
record Outline(double subject, double contrast, double frayed) {
    private static final int INSIDE = 2;
    private static final int WEAKEST = 5;
    private static final int CLASSES = 256;

    static Outline of(boolean[] background, float[] distances, int width) {
        int subject = 0;
        int rim = 0;
        int[] classes = new int[CLASSES];
        for (int i = 0; i < background.length; i++) {
            if (background[i]) {
                continue;
            }
            subject++;
            if (isRim(background, i, width)) {
                rim++;
                classes[(int) Math.min(CLASSES - 1, strongestNear(distances, i, width))]++;
            }
        }
        return new Outline(
                (double) subject / background.length,
                quantile(classes, rim / WEAKEST),
                subject == 0 ? 1 : (double) rim / subject * Math.min(1, subject / 2_000.0));
    }

    private static boolean isRim(boolean[] background, int place, int width) {
        int x = place % width;
        return (x > 0 && background[place - 1])
                || (x < width - 1 && background[place + 1])
                || (place >= width && background[place - width])
                || (place + width < background.length && background[place + width]);
    }

    /** Looks a little way around: the rim itself is a mixture. */
    private static float strongestNear(float[] distances, int place, int width) {
        float strongest = distances[place];
        for (int step = 1; step <= INSIDE; step++) {
            if (place % width >= step) {
                strongest = Math.max(strongest, distances[place - step]);
            }
            if (place % width + step < width) {
                strongest = Math.max(strongest, distances[place + step]);
            }
            if (place >= step * width) {
                strongest = Math.max(strongest, distances[place - step * width]);
            }
            if (place + step * width < distances.length) {
                strongest = Math.max(strongest, distances[place + step * width]);
            }
        }
        return strongest;
    }

    private static double quantile(int[] classes, int count) {
        int below = 0;
        int value = -1;
        while (value < classes.length - 1 && below <= count) {
            below += classes[++value];
        }
        return value;
    }
}
