// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.WritableRaster;

/** Turns luminance and chrominance back to inks (Adobe Technical Note 5116, section 18). */
final class JpegInks {
    private static final int CHANNELS = 4;

    private JpegInks() {}

    /** Turns all pixels, in place; the fourth channel is an ink already. */
    static void fromYcck(WritableRaster raster) {
        int[] row = new int[raster.getWidth() * CHANNELS];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += CHANNELS) {
                double luminance = row[i];
                double blue = row[i + 1] - 128;
                double red = row[i + 2] - 128;
                row[i] = ink(luminance + 1.402 * red);
                row[i + 1] = ink(luminance - 0.344136 * blue - 0.714136 * red);
                row[i + 2] = ink(luminance + 1.772 * blue);
            }
            raster.setPixels(0, y, raster.getWidth(), 1, row);
        }
    }

    private static int ink(double light) {
        return 255 - (int) Math.round(Math.max(0, Math.min(255, light)));
    }
}
