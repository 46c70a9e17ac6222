// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import java.util.HexFormat;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A small picture over white, to be compared with others.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb three bytes a pixel
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these by equals.
record SmallPicture(int width, int height, byte[] rgb) {
    private static final int CHANNELS = 3;
    private static final int CELLS = 8;
    private static final int CELL = 4;
    private static final double MEAN = 6;
    private static final double WORST = 20;

    /** Reads a picture from the words that {@link #words} makes. */
    static SmallPicture of(String width, String height, String hex) {
        return new SmallPicture(
                Integer.parseInt(width),
                Integer.parseInt(height),
                HexFormat.of().parseHex(hex));
    }

    String words() {
        return width + "\t" + height + "\t" + HexFormat.of().formatHex(rgb);
    }

    /**
     * Whether a person would call both the same. Both are averaged into a few cells first, which forgives different
     * filters but neither another colour nor another orientation.
     */
    boolean isLike(SmallPicture other) {
        return width == other.width
                && height == other.height
                && meanDifference(other) <= MEAN
                && worstDifference(other) <= WORST;
    }

    /** Returns how far the cells are apart on average, of 255. */
    double meanDifference(SmallPicture other) {
        return differences(other).average().orElse(0);
    }

    /** Returns how far the worst cell is apart, of 255. */
    double worstDifference(SmallPicture other) {
        return differences(other).max().orElse(0);
    }

    private DoubleStream differences(SmallPicture other) {
        int columns = cells(width);
        int cells = columns * cells(height);
        return IntStream.range(0, cells * CHANNELS)
                .mapToDouble(
                        i -> Math.abs(difference(other, i / CHANNELS % columns, i / CHANNELS / columns, i % CHANNELS)));
    }

    /** A cell has two pixels or more along a side, since some decoders repeat the colours of a JPEG and some blend them. */
    private static int cells(int length) {
        return Math.max(1, Math.min(CELLS, Math.max(length / CELL, Math.min(length / 2, CELL))));
    }

    private double difference(SmallPicture other, int column, int row, int channel) {
        int columns = cells(width);
        int rows = cells(height);
        int left = column * width / columns;
        int right = (column + 1) * width / columns;
        int bottom = (row + 1) * height / rows;
        int sum = 0;
        int count = 0;
        for (int y = row * height / rows; y < bottom; y++) {
            for (int x = left; x < right; x++, count++) {
                int i = (y * width + x) * CHANNELS + channel;
                sum += (rgb[i] & 0xFF) - (other.rgb[i] & 0xFF);
            }
        }
        return (double) sum / count;
    }
}
