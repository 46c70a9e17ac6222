// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;

/** Rows of every other layout, such as 16 bits a channel or 5 bits packed into words. */
final class SampleRows extends RasterRows {
    private static final int ALPHA_OF_GRAY = 1;
    private static final int ALPHA_OF_RGB = 3;

    private final boolean multiplied;
    private final int bands;
    private final int[] most;
    private final int[] row;

    SampleRows(Raster raster, boolean multiplied) {
        super(raster);
        this.multiplied = multiplied;
        this.bands = Bands.checked(raster.getNumBands());
        this.most = new int[bands];
        for (int i = 0; i < bands; i++) {
            most[i] = (1 << raster.getSampleModel().getSampleSize(i)) - 1;
        }
        this.row = new int[raster.getWidth() * bands];
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getPixels(0, y, width(), 1, row);
        for (int x = 0, i = 0; x < width(); x++, i += bands) {
            argb[x] = bands < 3 ? gray(i) : colour(i);
        }
    }

    private int gray(int i) {
        int alpha = bands == 2 ? eightBits(i, ALPHA_OF_GRAY) : 0xFF;
        return alpha << 24 | straight(eightBits(i, 0), alpha) * 0x010101;
    }

    private int colour(int i) {
        int alpha = bands == 4 ? eightBits(i, ALPHA_OF_RGB) : 0xFF;
        return alpha << 24
                | straight(eightBits(i, 0), alpha) << 16
                | straight(eightBits(i, 1), alpha) << 8
                | straight(eightBits(i, 2), alpha);
    }

    private int eightBits(int i, int band) {
        return (row[i + band] * 255 + most[band] / 2) / most[band];
    }

    private int straight(int value, int alpha) {
        return multiplied && alpha > 0 ? Math.min(255, (value * 255 + alpha / 2) / alpha) : value;
    }
}
