// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;

/** Rows of a picture whose first channel is an index into a palette, and whose second one may be the transparency. */
final class MappedRows extends RasterRows {
    private static final int OPAQUE = 0xFF000000;

    private final int[] palette;
    private final boolean alpha;
    private final int[] row;

    MappedRows(Raster raster, int[] palette, boolean alpha) {
        super(raster);
        this.palette = palette;
        this.alpha = alpha;
        this.row = new int[raster.getWidth()];
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getSamples(0, y, width(), 1, 0, argb);
        raster.getSamples(0, y, width(), 1, 1, row);
        for (int x = 0; x < width(); x++) {
            argb[x] = palette[argb[x]] | (alpha ? row[x] << 24 : OPAQUE);
        }
    }
}
