// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.function.DoubleBinaryOperator;

/*
 * Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment: From Error Visibility to Structural Similarity (2004), with
 * their window (11 x 11, Gaussian, sigma 1.5) and constants, at the windows that lie wholly in the picture.
 */
/** How alike two pictures of a size look: 1 for the same, 0 for nothing in common. */
final class Ssim {
    private static final int SIDE = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);
    private static final double[] WINDOW = window();

    private final Plane meanA;
    private final Plane meanB;
    private final Plane squaresA;
    private final Plane squaresB;
    private final Plane products;

    private Ssim(Plane a, Plane b) {
        this.meanA = blurred(a, b, (x, y) -> x);
        this.meanB = blurred(a, b, (x, y) -> y);
        this.squaresA = blurred(a, b, (x, y) -> x * x);
        this.squaresB = blurred(a, b, (x, y) -> y * y);
        this.products = blurred(a, b, (x, y) -> x * y);
    }

    static double of(Plane a, Plane b) {
        if (a.width() != b.width() || a.height() != b.height()) {
            throw new IllegalArgumentException("pictures of different sizes: " + a + " and " + b);
        }
        if (a.width() < SIDE || a.height() < SIDE) {
            throw new IllegalArgumentException("a picture of " + a + " is smaller than the window");
        }
        return new Ssim(a, b).mean();
    }

    private double mean() {
        double sum = 0;
        for (int y = 0; y < meanA.height(); y++) {
            for (int x = 0; x < meanA.width(); x++) {
                sum += at(x, y);
            }
        }
        return sum / meanA.width() / meanA.height();
    }

    private double at(int x, int y) {
        double a = meanA.at(x, y);
        double b = meanB.at(x, y);
        double varianceA = squaresA.at(x, y) - a * a;
        double varianceB = squaresB.at(x, y) - b * b;
        double covariance = products.at(x, y) - a * b;
        return (2 * a * b + C1) * (2 * covariance + C2) / ((a * a + b * b + C1) * (varianceA + varianceB + C2));
    }

    private static Plane blurred(Plane a, Plane b, DoubleBinaryOperator of) {
        double[] samples = new double[a.width() * a.height()];
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                samples[y * a.width() + x] = of.applyAsDouble(a.at(x, y), b.at(x, y));
            }
        }
        Plane rows = blurredRows(new Plane(a.width(), a.height(), samples));
        return blurredRows(rows.turned()).turned();
    }

    private static Plane blurredRows(Plane plane) {
        int width = plane.width() - SIDE + 1;
        double[] samples = new double[width * plane.height()];
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < SIDE; i++) {
                    sum += WINDOW[i] * plane.at(x + i, y);
                }
                samples[y * width + x] = sum;
            }
        }
        return new Plane(width, plane.height(), samples);
    }

    private static double[] window() {
        double[] window = new double[SIDE];
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            double x = i - SIDE / 2;
            window[i] = Math.exp(-x * x / (2 * SIGMA * SIGMA));
            sum += window[i];
        }
        for (int i = 0; i < SIDE; i++) {
            window[i] /= sum;
        }
        return window;
    }
}
