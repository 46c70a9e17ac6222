// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Rows of a picture in which one exact colour stands for transparency. */
final class KeyedRows implements Rows {
    private static final int RGB = 0xFFFFFF;

    private final Rows next;
    private final Raster raster;
    private final int[] key;
    private final int[] row;

    KeyedRows(BufferedImage decoded, int[] key) {
        this.next = Rows.of(decoded);
        this.raster = decoded.getRaster();
        this.key = key;
        this.row = new int[raster.getWidth() * raster.getNumBands()];
        if (raster.getNumBands() != key.length) {
            throw new IllegalArgumentException(raster.getNumBands() + " channels, " + key.length + " in the key");
        }
    }

    @Override
    public int width() {
        return next.width();
    }

    @Override
    public int height() {
        return next.height();
    }

    @Override
    public void read(int y, int[] argb) {
        next.read(y, argb);
        raster.getPixels(0, y, width(), 1, row);
        for (int x = 0; x < width(); x++) {
            if (matches(x * key.length)) {
                argb[x] &= RGB;
            }
        }
    }

    private boolean matches(int i) {
        for (int band = 0; band < key.length; band++) {
            if (row[i + band] != key[band]) {
                return false;
            }
        }
        return true;
    }
}
