// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;

/** Rows of the most usual layout: one byte a channel, side by side. */
final class ByteRows extends RasterRows {
    private static final int OPAQUE = 0xFF000000;

    private final int bands;
    private final byte[] row;

    ByteRows(Raster raster) {
        super(raster);
        this.bands = Bands.checked(raster.getNumBands());
        this.row = new byte[raster.getWidth() * bands];
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getDataElements(0, y, width(), 1, row);
        for (int x = 0, i = 0; x < width(); x++, i += bands) {
            argb[x] = bands < 3 ? gray(i) : colour(i);
        }
    }

    private int gray(int i) {
        int gray = row[i] & 0xFF;
        return (bands == 2 ? row[i + 1] << 24 : OPAQUE) | gray * 0x010101;
    }

    private int colour(int i) {
        int rgb = (row[i] & 0xFF) << 16 | (row[i + 1] & 0xFF) << 8 | (row[i + 2] & 0xFF);
        return (bands == 4 ? row[i + 3] << 24 : OPAQUE) | rgb;
    }
}
