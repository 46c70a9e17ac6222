// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.InterruptedIOException;
import java.util.Arrays;

/*
 * Orientation and the first, whole-numbered part of the scaling happen while the rows are copied, so that at most the
 * decoded picture and what is really needed of it are in memory together. Each block of pixels is averaged.
 */
/** Turns decoded rows into an upright canvas, smaller by a whole factor. */
final class Development {
    /** The sums of a block of this side still fit into ints. */
    static final int MAX_FACTOR = 128;

    private final Rows rows;
    private final Orientation orientation;
    private final int factor;
    private final int width;
    private final int height;
    private final Canvas canvas;
    private final int[] row;
    private final int[] sums;

    private Development(Rows rows, boolean alpha, Orientation orientation, int factor) {
        this.rows = rows;
        this.orientation = orientation;
        this.factor = factor;
        this.width = blocks(rows.width());
        this.height = blocks(rows.height());
        this.canvas = orientation.turned() ? new Canvas(height, width, !alpha) : new Canvas(width, height, !alpha);
        this.row = new int[rows.width()];
        this.sums = new int[4 * width];
    }

    /** Returns the upright picture with each side divided by the factor and rounded up. */
    static Canvas of(Rows rows, boolean alpha, Orientation orientation, int factor) throws InterruptedIOException {
        Development development = new Development(rows, alpha, orientation, factor);
        for (int y = 0; y < development.height; y++) {
            Interruption.check();
            development.develop(y);
        }
        return development.canvas;
    }

    private int blocks(int length) {
        return (length + factor - 1) / factor;
    }

    private void develop(int y) {
        if (factor == 1) {
            read(y);
        } else {
            average(y);
        }
        int start = orientation.target(0, y, width, height);
        int step = width == 1 ? 0 : orientation.target(1, y, width, height) - start;
        int[] target = canvas.data();
        for (int x = 0, at = start; x < width; x++, at += step) {
            target[at] = row[x];
        }
    }

    private void read(int y) {
        rows.read(y, row);
        if (canvas.opaque()) {
            return;
        }
        for (int x = 0; x < rows.width(); x++) {
            row[x] = Canvas.multiplied(row[x]);
        }
    }

    private void average(int y) {
        Arrays.fill(sums, 0);
        int end = Math.min((y + 1) * factor, rows.height());
        for (int from = y * factor; from < end; from++) {
            read(from);
            add();
        }
        int lines = end - y * factor;
        for (int x = 0; x < width; x++) {
            int columns = Math.min(factor, rows.width() - x * factor);
            row[x] = divided(4 * x, lines * columns);
        }
    }

    private void add() {
        for (int x = 0, sum = 0; x < rows.width(); sum += 4) {
            for (int end = Math.min(x + factor, rows.width()); x < end; x++) {
                int argb = row[x];
                sums[sum] += argb >>> 24;
                sums[sum + 1] += (argb >> 16) & 0xFF;
                sums[sum + 2] += (argb >> 8) & 0xFF;
                sums[sum + 3] += argb & 0xFF;
            }
        }
    }

    private int divided(int sum, int count) {
        return (mean(sum, count) << 24)
                | (mean(sum + 1, count) << 16)
                | (mean(sum + 2, count) << 8)
                | mean(sum + 3, count);
    }

    private int mean(int sum, int count) {
        return (sums[sum] + count / 2) / count;
    }
}
