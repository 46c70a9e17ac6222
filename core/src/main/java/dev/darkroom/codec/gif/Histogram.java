// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.gif;

import java.util.Arrays;

/** How many pixels have which colour: colours that differ little are counted together, by their mean. */
final class Histogram {
    static final int CHANNELS = 3;

    private static final int BITS = 5;
    private static final int DROPPED = 8 - BITS;
    private static final int BINS = 1 << (CHANNELS * BITS);

    private final int[] pixels = new int[BINS];
    private final long[][] sums = new long[CHANNELS][BINS];
    private int[] order = {};

    /** Counts the opaque pixels of a picture. */
    static Histogram of(int[] argb) {
        Histogram histogram = new Histogram();
        for (int pixel : argb) {
            if (pixel < 0) {
                histogram.count(pixel);
            }
        }
        histogram.order = histogram.filled();
        return histogram;
    }

    private void count(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        int bin = red >> DROPPED << (2 * BITS) | green >> DROPPED << BITS | blue >> DROPPED;
        pixels[bin]++;
        sums[0][bin] += red;
        sums[1][bin] += green;
        sums[2][bin] += blue;
    }

    private int[] filled() {
        int[] bins = new int[BINS];
        int count = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (pixels[bin] > 0) {
                bins[count++] = bin;
            }
        }
        return Arrays.copyOf(bins, count);
    }

    /** Returns how much a difference in red, green or blue is seen. */
    static int weight(int channel) {
        return channel == 0 ? 2 : channel == 1 ? 4 : 3;
    }

    /** Returns how many colours there are. */
    int size() {
        return order.length;
    }

    int pixels(int i) {
        return pixels[order[i]];
    }

    double value(int i, int channel) {
        int bin = order[i];
        return (double) sums[channel][bin] / pixels[bin];
    }

    /** Puts the colours of a range that lie below a border before the others, and returns where the others begin. */
    int partition(int from, int to, int channel, double border) {
        int middle = from;
        for (int i = from; i < to; i++) {
            if (value(i, channel) < border) {
                int bin = order[i];
                order[i] = order[middle];
                order[middle++] = bin;
            }
        }
        return middle;
    }
}
