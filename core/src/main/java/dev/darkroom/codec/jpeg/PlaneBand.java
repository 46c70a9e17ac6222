// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;

/** The samples of one row of units in one plane, on their way out. */
final class PlaneBand {
    private final PlaneLayout layout;
    private final int side;
    private final int stride;
    private final byte[] samples;
    private final InverseDct dct;
    private int rowsLeft;

    /**
     * Begins above the first row.
     *
     * @param side how many samples a side a block becomes
     * @param rows how many rows the plane will have
     */
    PlaneBand(PlaneLayout layout, int side, int rows) {
        this.layout = layout;
        this.side = side;
        this.stride = layout.paddedWide() * side;
        this.samples = new byte[stride * layout.vertical() * side];
        this.dct = InverseDct.of(side);
        this.rowsLeft = rows;
    }

    PlaneLayout layout() {
        return layout;
    }

    /** Takes a block's coefficients, and clears them. */
    void put(int[] block, int last, int column, int row) {
        dct.transform(block, last, samples, (row * stride + column) * side, stride);
    }

    /** Hands the rows on. */
    void emit(PlaneSink sink) throws IOException {
        int rows = Math.min(rowsLeft, layout.vertical() * side);
        rowsLeft -= rows;
        if (rows > 0) {
            sink.rows(layout.plane(), samples, 0, stride, rows);
        }
    }
}
