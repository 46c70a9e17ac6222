// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.quality;

import dev.darkroom.codec.Pixels;

/** How bright each pixel is, 0 to 255, and how often each brightness occurs. */
final class Brightness {
    private static final int ALMOST_BLACK = 3;
    private static final int ALMOST_WHITE = 252;

    private final int width;
    private final int height;
    private final int[] values;
    private final int[] counts = new int[256];

    private Brightness(Pixels picture) {
        this.width = picture.width();
        this.height = picture.height();
        this.values = picture.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = brightness(values[i]);
            counts[values[i]]++;
        }
    }

    static Brightness of(Pixels picture) {
        return new Brightness(picture);
    }

    private static int brightness(int pixel) {
        return (77 * ((pixel >> 16) & 0xFF) + 150 * ((pixel >> 8) & 0xFF) + 29 * (pixel & 0xFF) + 128) >> 8;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int at(int x, int y) {
        return values[y * width + x];
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += (double) i * counts[i];
        }
        return sum / values.length / 255;
    }

    /** Returns the brightness, 0 to 1, that this part of the pixels does not surpass. */
    double quantile(double part) {
        long below = 0;
        int value = -1;
        while (below < part * values.length) {
            below += counts[++value];
        }
        return value / 255.0;
    }

    double black() {
        return share(0, ALMOST_BLACK);
    }

    double white() {
        return share(ALMOST_WHITE, 255);
    }

    private double share(int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += counts[i];
        }
        return sum / values.length;
    }
}
