// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/*
 * What black and white are is not written anywhere for these samples. Black is 0, as in other readers, and what is
 * below it is black too; whole numbers go up to the most that so many bits hold, fractions to 1.
 */
/** Rows with signed, 32-bit or floating-point values. */
final class WideRows extends RasterRows {
    private static final int RGB = 3;

    private final int bands;
    private final double range;
    private final double wrap;
    private final double[] row;

    WideRows(Raster raster) {
        super(raster);
        this.bands = Bands.checked(raster.getNumBands());
        int type = raster.getTransferType();
        this.wrap = type == DataBuffer.TYPE_INT ? 1L << Integer.SIZE : 0;
        this.range = switch (type) {
            case DataBuffer.TYPE_SHORT -> (1 << Short.SIZE) - 1;
            case DataBuffer.TYPE_INT -> (1L << Integer.SIZE) - 1;
            default -> 1;
        };
        this.row = new double[raster.getWidth() * bands];
    }

    /** Whether a picture has such values. */
    static boolean fit(Raster raster) {
        int type = raster.getTransferType();
        return type == DataBuffer.TYPE_SHORT
                || type == DataBuffer.TYPE_FLOAT
                || type == DataBuffer.TYPE_DOUBLE
                || (type == DataBuffer.TYPE_INT && raster.getNumDataElements() == raster.getNumBands());
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getPixels(0, y, width(), 1, row);
        for (int x = 0, i = 0; x < width(); x++, i += bands) {
            argb[x] = bands < RGB ? gray(i) : colour(i);
        }
    }

    private int gray(int i) {
        return alpha(i, 2) | eightBits(i) * 0x010101;
    }

    private int colour(int i) {
        return alpha(i, RGB + 1) | eightBits(i) << 16 | eightBits(i + 1) << 8 | eightBits(i + 2);
    }

    private int alpha(int i, int bandsWithAlpha) {
        return bands == bandsWithAlpha ? eightBits(i + bands - 1) << 24 : 0xFF000000;
    }

    private int eightBits(int i) {
        double value = row[i] < 0 && wrap > 0 ? row[i] + wrap : row[i];
        return (int) Math.round(255 * Math.max(0, Math.min(1, value / range)));
    }
}
