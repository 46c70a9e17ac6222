// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.Rectangle;
import java.util.Arrays;

/** Scales a part of a canvas, row by row, keeping only the rows that the current output row needs. */
final class Resampler {
    private static final int CHANNELS = 4;

    private final Canvas source;
    private final Canvas target;
    private final Taps across;
    private final Taps down;
    private final float[][] ring;
    private final float[] sums;
    private int nextRow;

    private Resampler(Canvas source, Rectangle crop, int width, int height) {
        this.source = source;
        this.target = new Canvas(width, height, source.opaque());
        this.across = new Taps(crop.x, crop.width, width);
        this.down = new Taps(crop.y, crop.height, height);
        this.ring = new float[down.most()][width * CHANNELS];
        this.sums = new float[width * CHANNELS];
        this.nextRow = crop.y;
    }

    static Canvas scaled(Canvas source, Rectangle crop, int width, int height) {
        Resampler resampler = new Resampler(source, crop, width, height);
        for (int y = 0; y < height; y++) {
            resampler.fill(y);
            resampler.write(y);
        }
        return resampler.target;
    }

    /** Adds up the rows that go into an output row; rows only ever move forward. */
    private void fill(int y) {
        float[] weights = down.weights(y);
        int first = down.first(y);
        for (nextRow = Math.max(nextRow, first); nextRow < first + weights.length; nextRow++) {
            narrow(nextRow, ring[nextRow % ring.length]);
        }
        Arrays.fill(sums, 0);
        for (int tap = 0; tap < weights.length; tap++) {
            float weight = weights[tap];
            float[] row = ring[(first + tap) % ring.length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * row[i];
            }
        }
    }

    private void narrow(int y, float[] row) {
        int[] data = source.data();
        int start = y * source.width();
        for (int x = 0, i = 0; x < target.width(); x++, i += CHANNELS) {
            float[] weights = across.weights(x);
            int at = start + across.first(x);
            float alpha = 0;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (float weight : weights) {
                int argb = data[at++];
                alpha += weight * (argb >>> 24);
                red += weight * ((argb >> 16) & 0xFF);
                green += weight * ((argb >> 8) & 0xFF);
                blue += weight * (argb & 0xFF);
            }
            row[i] = alpha;
            row[i + 1] = red;
            row[i + 2] = green;
            row[i + 3] = blue;
        }
    }

    private void write(int y) {
        int at = y * target.width();
        for (int i = 0; i < sums.length; i += CHANNELS) {
            int alpha = target.opaque() ? 255 : clamped(sums[i], 255);
            int rgb = (clamped(sums[i + 1], alpha) << 16)
                    | (clamped(sums[i + 2], alpha) << 8)
                    | clamped(sums[i + 3], alpha);
            target.data()[at++] = (alpha << 24) | rgb;
        }
    }

    /** The filter overshoots beside hard edges; a multiplied colour is never larger than its alpha. */
    private static int clamped(float value, int most) {
        return Math.max(0, Math.min(most, Math.round(value)));
    }
}
