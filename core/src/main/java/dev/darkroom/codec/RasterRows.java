// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.Raster;

/** Rows of a picture that was decoded whole. */
abstract class RasterRows implements Rows {
    final Raster raster;

    RasterRows(Raster raster) {
        this.raster = raster;
    }

    @Override
    public final int width() {
        return raster.getWidth();
    }

    @Override
    public final int height() {
        return raster.getHeight();
    }
}
