// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;

/** Rows that are stored as 0xAARRGGBB already. */
final class PackedRows extends RasterRows {
    PackedRows(Raster raster) {
        super(raster);
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getDataElements(0, y, width(), 1, argb);
    }
}
