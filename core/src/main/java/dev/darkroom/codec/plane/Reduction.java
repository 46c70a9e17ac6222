// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/*
 * The rows are added up first and what comes of it is narrowed then: adding up whole rows is what a processor does many
 * pixels at a time, as long as all of them are counted alike, and only the rows of the output are left to be narrowed.
 */
/** One output of a plane, made row by row as the plane's rows come. */
final class Reduction {
    private static final int ROWS_AT_ONCE = 4;

    private final Taps down;
    private final RowSink sink;
    private final int from;
    private final int end;
    private final float[] column;
    private int next;

    Reduction(Across across, int sourceWidth, Taps down, RowSink sink) {
        this.down = down;
        this.sink = sink;
        this.from = across.from();
        this.end = Math.min(across.end(), sourceWidth);
        this.column = new float[across.end()];
    }

    /** Returns the most rows that are looked at together. */
    int mostRows() {
        return down.most();
    }

    /** Makes the output rows for which all rows are there; so many have come. */
    void advance(float[][] ring, int rowsThere) throws IOException {
        while (next < down.length() && down.end(next) <= rowsThere) {
            Interruption.check();
            addUp(ring);
            sink.row(column);
            next++;
            if (next == down.length()) {
                sink.end();
            }
        }
    }

    private void addUp(float[][] ring) {
        float[] weights = down.weights(next);
        int first = down.first(next);
        int tap = addUpFirst(ring, first, weights);
        for (; tap + ROWS_AT_ONCE <= weights.length; tap += ROWS_AT_ONCE) {
            addFour(
                    ring[(first + tap) % ring.length], weights[tap],
                    ring[(first + tap + 1) % ring.length], weights[tap + 1],
                    ring[(first + tap + 2) % ring.length], weights[tap + 2],
                    ring[(first + tap + 3) % ring.length], weights[tap + 3]);
        }
        for (; tap < weights.length; tap++) {
            add(ring[(first + tap) % ring.length], weights[tap]);
        }
    }

    private int addUpFirst(float[][] ring, int first, float[] weights) {
        float[] row = ring[first % ring.length];
        float weight = weights[0];
        for (int i = from; i < end; i++) {
            column[i] = weight * row[i];
        }
        return 1;
    }

    private void add(float[] row, float weight) {
        for (int i = from; i < end; i++) {
            column[i] += weight * row[i];
        }
    }

    private void addFour(float[] a, float ofA, float[] b, float ofB, float[] c, float ofC, float[] d, float ofD) {
        for (int i = from; i < end; i++) {
            column[i] += ofA * a[i] + ofB * b[i] + ofC * c[i] + ofD * d[i];
        }
    }
}
