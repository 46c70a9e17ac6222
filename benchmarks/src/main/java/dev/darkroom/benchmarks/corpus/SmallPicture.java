// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import java.util.HexFormat;

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
    private static final int CELL = 4;
    private static final double MEAN = 7;
    private static final double CELL_MEAN = 20;

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
     * Whether a person would call both the same: alike on the whole, and in each cell of a few pixels, which forgives
     * different filters but neither another colour nor another orientation.
     */
    boolean isLike(SmallPicture other) {
        return width == other.width
                && height == other.height
                && meanDifference(other) <= MEAN
                && worstCell(other) <= CELL_MEAN;
    }

    /** Returns how far the pixels are apart on average, of 255. */
    double meanDifference(SmallPicture other) {
        long sum = 0;
        for (int i = 0; i < rgb.length; i++) {
            sum += Math.abs(difference(other, i));
        }
        return (double) sum / rgb.length;
    }

    /** Returns how far the mean colours of the worst cell are apart. */
    double worstCell(SmallPicture other) {
        double worst = 0;
        for (int top = 0; top < height; top += CELL) {
            for (int left = 0; left < width; left += CELL) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    worst = Math.max(worst, Math.abs(cellDifference(other, left, top, channel)));
                }
            }
        }
        return worst;
    }

    private double cellDifference(SmallPicture other, int left, int top, int channel) {
        int right = Math.min(left + CELL, width);
        int bottom = Math.min(top + CELL, height);
        int sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += difference(other, (y * width + x) * CHANNELS + channel);
            }
        }
        return (double) sum / ((right - left) * (bottom - top));
    }

    private int difference(SmallPicture other, int i) {
        return (rgb[i] & 0xFF) - (other.rgb[i] & 0xFF);
    }
}
