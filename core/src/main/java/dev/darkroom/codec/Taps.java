// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/*
 * The Catmull-Rom cubic, stretched over the pixels that fall into one of the output: about as sharp as Lanczos with
 * two lobes, with less ringing. Sampling between two neighbours instead, as the usual bilinear scaling does, skips
 * pixels and turns fine patterns into false ones.
 */
/** Which pixels along one side go into each pixel of the output, and by how much. */
final class Taps {
    private static final double SUPPORT = 2;

    private final int[] first;
    private final float[][] weights;

    /** Prepares for that many pixels from a place on to become so many. */
    Taps(int from, int length, int outLength) {
        this.first = new int[outLength];
        this.weights = new float[outLength][];
        double step = (double) length / outLength;
        for (int i = 0; i < outLength; i++) {
            prepare(i, (i + 0.5) * step - 0.5, Math.max(1, step), length);
            first[i] += from;
        }
    }

    private void prepare(int i, double centre, double stretch, int length) {
        int start = (int) Math.max(0, Math.ceil(centre - SUPPORT * stretch));
        int end = (int) Math.min(length - 1, Math.floor(centre + SUPPORT * stretch));
        double[] raw = new double[end - start + 1];
        double sum = 0;
        for (int tap = 0; tap < raw.length; tap++) {
            raw[tap] = cubic(Math.abs(start + tap - centre) / stretch);
            sum += raw[tap];
        }
        first[i] = start;
        weights[i] = new float[raw.length];
        for (int tap = 0; tap < raw.length; tap++) {
            weights[i][tap] = (float) (raw[tap] / sum);
        }
    }

    private static double cubic(double x) {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < SUPPORT ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    int first(int i) {
        return first[i];
    }

    float[] weights(int i) {
        return weights[i];
    }

    /** Returns the most pixels that go into one. */
    int most() {
        int most = 0;
        for (float[] each : weights) {
            most = Math.max(most, each.length);
        }
        return most;
    }
}
