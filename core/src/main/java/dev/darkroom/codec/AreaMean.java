// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Arrays;

/*
 * Each side for itself: first every row becomes shorter, then rows are added up. Colours count by their alpha, so that
 * what can't be seen doesn't show.
 */
/** Scales small pictures by giving each new pixel the mean of the area that it covers. */
final class AreaMean {
    private static final int CHANNELS = 4;

    private final int[] argb;
    private final int width;
    private final int newWidth;
    private final float area;
    private final float[] row;
    private final float[] sums;

    private AreaMean(int[] argb, int width, int newWidth, float area) {
        this.argb = argb;
        this.width = width;
        this.newWidth = newWidth;
        this.area = area;
        this.row = new float[CHANNELS * newWidth];
        this.sums = new float[CHANNELS * newWidth];
    }

    static int[] of(int[] argb, int width, int height, int newWidth, int newHeight) {
        float area = (float) width / newWidth * height / newHeight;
        return new AreaMean(argb, width, newWidth, area).rows(height, newHeight);
    }

    private int[] rows(int height, int newHeight) {
        int[] scaled = new int[newWidth * newHeight];
        double step = (double) height / newHeight;
        int read = -1;
        for (int y = 0; y < newHeight; y++) {
            double end = Math.min((y + 1) * step, height);
            Arrays.fill(sums, 0);
            for (int from = (int) (y * step); from < end; from++) {
                if (from != read) {
                    read(from);
                    read = from;
                }
                add((float) covered(from, y * step, end));
            }
            write(scaled, y * newWidth);
        }
        return scaled;
    }

    private static double covered(int at, double start, double end) {
        return Math.min(at + 1, end) - Math.max(at, start);
    }

    private void read(int y) {
        Arrays.fill(row, 0);
        double step = (double) width / newWidth;
        for (int x = 0; x < newWidth; x++) {
            double end = Math.min((x + 1) * step, width);
            for (int from = (int) (x * step); from < end; from++) {
                add(argb[y * width + from], (float) covered(from, x * step, end), CHANNELS * x);
            }
        }
    }

    private void add(int pixel, float share, int to) {
        float weight = share * (pixel >>> 24);
        row[to] += weight;
        row[to + 1] += weight * ((pixel >> 16) & 0xFF);
        row[to + 2] += weight * ((pixel >> 8) & 0xFF);
        row[to + 3] += weight * (pixel & 0xFF);
    }

    private void add(float share) {
        for (int i = 0; i < row.length; i++) {
            sums[i] += share * row[i];
        }
    }

    private void write(int[] scaled, int at) {
        for (int x = 0; x < newWidth; x++) {
            float weight = sums[CHANNELS * x];
            int alpha = Math.min(255, Math.round(weight / area));
            scaled[at + x] = alpha == 0
                    ? 0
                    : alpha << 24
                            | mean(CHANNELS * x + 1, weight) << 16
                            | mean(CHANNELS * x + 2, weight) << 8
                            | mean(CHANNELS * x + 3, weight);
        }
    }

    private int mean(int sum, float weight) {
        return Math.min(255, Math.round(sums[sum] / weight));
    }
}
