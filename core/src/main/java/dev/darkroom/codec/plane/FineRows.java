// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/** Narrows rows and leaves the numbers as they are. */
final class FineRows implements RowSink {
    private final Across across;
    private final int plane;
    private final FineSink sink;

    FineRows(Across across, int plane, FineSink sink) {
        this.across = across;
        this.plane = plane;
        this.sink = sink;
    }

    @Override
    public void row(float[] columns) throws IOException {
        float[] row = new float[across.length()];
        int weight = 0;
        for (int x = 0; x < row.length; x++) {
            int first = across.first()[x];
            for (int tap = 0; tap < across.count(); tap++, weight++) {
                row[x] += across.weights()[weight] * columns[first + tap];
            }
        }
        sink.row(plane, row);
    }

    @Override
    public void end() {}
}
