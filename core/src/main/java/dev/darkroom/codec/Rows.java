// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/*
 * The samples are taken from the raster as they are. Asking a BufferedImage for its colours instead would send gray
 * pictures through the JDK's linear gray colour space, which brightens them, and profiles through a slow conversion.
 */
/** The rows of a decoded picture: 8 bits a channel, alpha not multiplied in, in the picture's own colour space. */
interface Rows {

    int width();

    int height();

    /** Puts the row, as 0xAARRGGBB, at the start of the array. */
    void read(int y, int[] argb);

    /** Chooses the reading that fits the picture's layout. */
    static Rows of(BufferedImage image) {
        Raster raster = image.getRaster();
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return new PaletteRows(raster, palette);
        }
        if (WideRows.fit(raster)) {
            return new WideRows(raster);
        }
        boolean bytes = raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getTransferType() == DataBuffer.TYPE_BYTE;
        return bytes && !colours.isAlphaPremultiplied()
                ? new ByteRows(raster)
                : new SampleRows(raster, colours.isAlphaPremultiplied());
    }
}
