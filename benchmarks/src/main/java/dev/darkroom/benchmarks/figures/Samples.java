// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.figures;

import java.util.Arrays;

/** Reads samples. */
public final class Samples {
    private Samples() {}

    /** Returns the middle one. */
    public static double median(double[] samples) {
        double[] sorted = sorted(samples);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the sample below which that many of a hundred are. */
    public static double percentile(double[] samples, int percent) {
        return sorted(samples)[samples.length * percent / 100];
    }

    private static double[] sorted(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
