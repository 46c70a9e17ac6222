// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.quality;

import dev.darkroom.codec.Pixels;

/** Structural similarity of the brightness of two pictures, over windows of 8 x 8 that overlap by half. */
final class Ssim {
    private static final int WINDOW = 8;
    private static final int STEP = 4;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private Ssim() {}

    static double between(Pixels one, Pixels other) {
        double[] a = luma(one);
        double[] b = luma(other);
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + WINDOW <= one.height(); y += STEP) {
            for (int x = 0; x + WINDOW <= one.width(); x += STEP, windows++) {
                sum += window(a, b, y * one.width() + x, one.width());
            }
        }
        return sum / windows;
    }

    private static double window(double[] a, double[] b, int start, int width) {
        double sumA = 0;
        double sumB = 0;
        double squares = 0;
        double products = 0;
        for (int y = 0; y < WINDOW; y++) {
            for (int at = start + y * width, end = at + WINDOW; at < end; at++) {
                sumA += a[at];
                sumB += b[at];
                squares += a[at] * a[at] + b[at] * b[at];
                products += a[at] * b[at];
            }
        }
        int count = WINDOW * WINDOW;
        double meanA = sumA / count;
        double meanB = sumB / count;
        double variances = squares / count - meanA * meanA - meanB * meanB;
        double covariance = products / count - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (variances + C2));
    }

    private static double[] luma(Pixels picture) {
        int[] argb = picture.toArray();
        double[] luma = new double[argb.length];
        for (int i = 0; i < argb.length; i++) {
            luma[i] = 0.299 * (argb[i] >> 16 & 0xFF) + 0.587 * (argb[i] >> 8 & 0xFF) + 0.114 * (argb[i] & 0xFF);
        }
        return luma;
    }
}
