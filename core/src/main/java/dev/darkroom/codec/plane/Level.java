// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plane in one of its sizes: its last rows, the outputs that are made from them, and the half of it, if asked for. */
final class Level {
    private final int width;
    private final int height;
    private final List<Reduction> reductions = new ArrayList<>();
    private @Nullable Level half;
    private float[][] ring = {};
    private float[] sums = {};
    private int rows;

    Level(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Returns the level with half the pixels along each side. */
    Level half() {
        if (half == null) {
            half = new Level((width + 1) / 2, (height + 1) / 2);
        }
        return half;
    }

    /** Adds an output, whose rows a sink narrows. */
    void add(Axis across, Axis down, int lobes, Function<Across, RowSink> sink) {
        Across pixels = new Across(new Taps(across, width, lobes));
        reductions.add(new Reduction(pixels, width, new Taps(down, height, lobes), sink.apply(pixels)));
    }

    /** Makes room for the rows; after that no output can be added. */
    void prepare() {
        int most = 2;
        for (Reduction reduction : reductions) {
            most = Math.max(most, reduction.mostRows());
        }
        ring = new float[most][width];
        if (half != null) {
            sums = new float[width];
            half.prepare();
        }
    }

    /** Returns where the next row is to be written. */
    float[] nextRow() {
        return ring[rows % ring.length];
    }

    /** Goes on with the row that was written. */
    void advance() throws IOException {
        rows++;
        for (Reduction reduction : reductions) {
            reduction.advance(ring, rows);
        }
        if (half != null && (rows % 2 == 0 || rows == height)) {
            average(ring[(rows - 2 + rows % 2) % ring.length], ring[(rows - 1) % ring.length], half.nextRow());
            half.advance();
        }
    }

    /** Averages each four pixels; a last one without a neighbour is its own. */
    private void average(float[] upper, float[] lower, float[] target) {
        for (int x = 0; x < width; x++) {
            sums[x] = (upper[x] + lower[x]) * 0.25f;
        }
        int pairs = width / 2;
        for (int x = 0; x < pairs; x++) {
            target[x] = sums[2 * x] + sums[2 * x + 1];
        }
        if (width % 2 != 0) {
            target[pairs] = 2 * sums[width - 1];
        }
    }
}
