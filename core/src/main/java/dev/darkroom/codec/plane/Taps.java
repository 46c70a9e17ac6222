// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.util.Arrays;

/*
 * Lanczos, stretched over the pixels that fall into one of the output: sharp, and with next to no false patterns. Beside an edge of the plane the weights that would fall outside are left out, and the others add up to 1.
 */
/** Which pixels along one side go into each pixel of the output, and by how much. */
final class Taps {
    /** Weights smaller than this change no byte. */
    private static final double NOTHING = 1e-6;

    private final int[] first;
    private final float[][] weights;
    private final int most;

    Taps(Axis axis, int sourceLength, int lobes) {
        this.first = new int[axis.length()];
        this.weights = new float[axis.length()][];
        double stretch = Math.max(1, axis.step());
        for (int i = 0; i < axis.length(); i++) {
            prepare(i, Math.max(0, Math.min(sourceLength, axis.centre(i))) - 0.5, stretch, sourceLength, lobes);
        }
        this.most = Arrays.stream(weights).mapToInt(each -> each.length).max().orElse(0);
    }

    private void prepare(int i, double centre, double stretch, int length, int lobes) {
        int start = (int) Math.max(0, Math.ceil(centre - lobes * stretch));
        int end = (int) Math.min(length - 1, Math.floor(centre + lobes * stretch));
        double[] raw = new double[end - start + 1];
        double sum = 0;
        for (int tap = 0; tap < raw.length; tap++) {
            raw[tap] = lanczos((start + tap - centre) / stretch, lobes);
            sum += raw[tap];
        }
        int from = 0;
        int to = raw.length;
        while (from < to - 1 && Math.abs(raw[from]) < NOTHING) {
            from++;
        }
        while (to - 1 > from && Math.abs(raw[to - 1]) < NOTHING) {
            to--;
        }
        first[i] = start + from;
        weights[i] = new float[to - from];
        for (int tap = from; tap < to; tap++) {
            weights[i][tap - from] = (float) (raw[tap] / sum);
        }
    }

    private static double lanczos(double x, int lobes) {
        if (Math.abs(x) < 1e-9) {
            return 1;
        }
        if (Math.abs(x) >= lobes) {
            return 0;
        }
        double angle = Math.PI * x;
        return lobes * Math.sin(angle) * Math.sin(angle / lobes) / (angle * angle);
    }

    int length() {
        return first.length;
    }

    /** Returns the first pixel that goes into an output pixel. */
    int first(int i) {
        return first[i];
    }

    /** Returns the pixel after the last one that goes into an output pixel. */
    int end(int i) {
        return first[i] + weights[i].length;
    }

    float[] weights(int i) {
        return weights[i];
    }

    /** Returns the most pixels that go into one. */
    int most() {
        return most;
    }
}
