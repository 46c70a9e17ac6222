// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;

/** Rows of a picture in CIE L*a*b* under D50, as TIFF stores it (TIFF 6.0, section 23), brought to sRGB. */
final class LabRows extends RasterRows {
    private static final double LINEAR_UP_TO = 6.0 / 29;

    private final double[] white = Matrix.d50();
    private final double[][] toSrgb = Matrix.inverse(Primaries.SRGB.toD50());
    private final int bits;
    private final int bands;
    private final int[] row;

    LabRows(Raster raster) {
        super(raster);
        this.bits = raster.getSampleModel().getSampleSize(0);
        this.bands = raster.getNumBands();
        this.row = new int[raster.getWidth() * bands];
        if (bands < 3 || bits < Byte.SIZE) {
            throw Faults.unsupported("this is a picture in Lab with " + bands + " channels of " + bits + " bits");
        }
    }

    @Override
    public void read(int y, int[] argb) {
        raster.getPixels(0, y, width(), 1, row);
        for (int x = 0, i = 0; x < width(); x++, i += bands) {
            argb[x] = colour(100.0 * row[i] / ((1 << bits) - 1), signed(row[i + 1]), signed(row[i + 2]));
        }
    }

    /** The channels a and b are signed numbers of 8 bits before the point. */
    private double signed(int value) {
        int unused = Integer.SIZE - bits;
        return (double) (value << unused >> unused) / (1 << (bits - Byte.SIZE));
    }

    private int colour(double lightness, double a, double b) {
        double middle = (lightness + 16) / 116;
        double[] light = Matrix.times(toSrgb, new double[] {
            white[0] * cubed(middle + a / 500), white[1] * cubed(middle), white[2] * cubed(middle - b / 200)
        });
        return 0xFF000000 | number(light[0]) << 16 | number(light[1]) << 8 | number(light[2]);
    }

    private static double cubed(double root) {
        return root > LINEAR_UP_TO ? root * root * root : (root - 4.0 / 29) * 3 * LINEAR_UP_TO * LINEAR_UP_TO;
    }

    private static int number(double light) {
        double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.max(0, Math.min(1, value)));
    }
}
