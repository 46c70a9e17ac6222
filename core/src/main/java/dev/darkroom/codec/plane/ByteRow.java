// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/** Narrows rows to bytes and hands them on. */
final class ByteRow implements RowSink {
    private final int plane;
    private final byte[] row;
    private final PlaneSink sink;

    ByteRow(int plane, int length, PlaneSink sink) {
        this.plane = plane;
        this.row = new byte[length];
        this.sink = sink;
    }

    @Override
    public void row(float[] columns, Narrowing narrowing) throws IOException {
        narrowing.narrow(columns, row);
        sink.rows(plane, row, 0, row.length, 1);
    }
}
