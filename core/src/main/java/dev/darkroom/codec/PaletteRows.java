// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Rows of a picture with a palette. */
final class PaletteRows extends RasterRows {
    private final int[] palette;

    PaletteRows(Raster raster, IndexColorModel colours) {
        super(raster);
        this.palette = new int[colours.getMapSize()];
        colours.getRGBs(palette);
    }

    /** An index past the end of the palette, which only a damaged picture has, takes the last colour. */
    @Override
    public void read(int y, int[] argb) {
        raster.getSamples(0, y, width(), 1, 0, argb);
        for (int x = 0; x < width(); x++) {
            argb[x] = palette[Math.min(argb[x], palette.length - 1)];
        }
    }
}
