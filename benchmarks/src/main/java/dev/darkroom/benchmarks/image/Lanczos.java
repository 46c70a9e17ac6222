// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

/*
 * The plain formula: each output pixel is the mean of all pixels under a Lanczos window with three lobes, which is
 * stretched by how much the picture becomes smaller. No shrinking beforehand, no table of rounded phases, no integers.
 */
/** Scales as well as it can be done in double precision, however long that takes: what engines are held against. */
final class Lanczos {
    private static final int LOBES = 3;

    private Lanczos() {}

    /** Returns the middle of a picture that has the shape of the output, in the output's size. */
    static Plane covered(Plane picture, int width, int height) {
        double scale = Math.min((double) picture.width() / width, (double) picture.height() / height);
        Plane wide = rows(picture, width, scale);
        return rows(wide.turned(), height, scale).turned();
    }

    /** Returns the whole picture in another size. */
    static Plane fitted(Plane picture, int width, int height) {
        Plane wide = rows(picture, width, (double) picture.width() / width);
        return rows(wide.turned(), height, (double) picture.height() / height).turned();
    }

    /** Scales each row: so many of its pixels go into one, and what is left over at both ends is cut off evenly. */
    private static Plane rows(Plane picture, int width, double scale) {
        double[] scaled = new double[width * picture.height()];
        double start = (picture.width() - width * scale) / 2;
        double stretch = Math.max(1, scale);
        for (int x = 0; x < width; x++) {
            double centre = start + (x + 0.5) * scale - 0.5;
            int first = (int) Math.max(0, Math.ceil(centre - LOBES * stretch));
            int last = (int) Math.min(picture.width() - 1, Math.floor(centre + LOBES * stretch));
            double[] weights = weights(centre, stretch, first, last);
            for (int y = 0; y < picture.height(); y++) {
                scaled[y * width + x] = sum(picture, y, first, weights);
            }
        }
        return new Plane(width, picture.height(), scaled);
    }

    private static double[] weights(double centre, double stretch, int first, int last) {
        double[] weights = new double[last - first + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = window((first + i - centre) / stretch);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double window(double x) {
        if (Math.abs(x) >= LOBES) {
            return 0;
        }
        return sinc(x) * sinc(x / LOBES);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double sum(Plane picture, int y, int first, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * picture.at(first + i, y);
        }
        return sum;
    }
}
