// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** Makes a header of what a codec opened. */
record CodedHeader(ImageFormat format, CodedPicture picture) implements Header {
    private static final int[] ARGB = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};

    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public boolean alpha() {
        return picture.alpha();
    }

    @Override
    public int orientation() {
        return picture.orientation();
    }

    @Override
    public Optional<byte[]> profile() {
        return picture.profile();
    }

    @Override
    public ImageInputStream open() {
        throw new IllegalStateException("a codec decodes " + format + ", not the JDK");
    }

    @Override
    public BufferedImage decode() throws IOException {
        Pixels pixels = decoded();
        if (pixels.width() != width() || pixels.height() != height()) {
            throw Faults.broken(format, "its size is given in two ways");
        }
        return image(pixels);
    }

    private Pixels decoded() throws IOException {
        try {
            return picture.decode();
        } catch (IOException e) {
            throw Faults.mayPass(e);
        }
    }

    private static BufferedImage image(Pixels pixels) {
        DirectColorModel colours = new DirectColorModel(32, ARGB[0], ARGB[1], ARGB[2], ARGB[3]);
        DataBufferInt data = new DataBufferInt(pixels.data(), pixels.data().length);
        WritableRaster raster =
                Raster.createPackedRaster(data, pixels.width(), pixels.height(), pixels.width(), ARGB, null);
        return new BufferedImage(colours, raster, false, null);
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        return new PackedRows(decoded.getRaster());
    }
}
