// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.assertj.core.api.Assertions;

/** The JDK's reader and writer, which ours are measured by. */
final class JdkJpeg {
    private JdkJpeg() {}

    /** Returns the planes of a file as they are coded, chroma as wide and high as luma. A warning fails the test. */
    static byte[][] planes(byte[] jpeg) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        ImageReader reader = readers.next();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(input);
            IIOReadWarningListener strict = (source, warning) -> Assertions.fail(warning);
            reader.addIIOReadWarningListener(strict);
            return planes(reader.readRaster(0, null));
        } finally {
            reader.dispose();
        }
    }

    private static byte[][] planes(Raster raster) {
        int samples = raster.getWidth() * raster.getHeight();
        byte[][] planes = new byte[raster.getNumBands()][samples];
        for (int plane = 0; plane < planes.length; plane++) {
            int[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), plane, new int[samples]);
            for (int i = 0; i < samples; i++) {
                planes[plane][i] = (byte) values[i];
            }
        }
        return planes;
    }

    /** Writes a picture with Huffman tables of its own, in 4:2:0 if it has colour. */
    static byte[] written(Planes picture, int quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var param = (JPEGImageWriteParam) writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        param.setOptimizeHuffmanTables(true);
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image(picture), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Planes picture) {
        int width = picture.width();
        boolean gray = picture.chroma() == Subsampling.GRAY;
        var image = new BufferedImage(
                width, picture.height(), gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < width; x++) {
                if (gray) {
                    image.getRaster().setSample(x, y, 0, picture.samples()[0][y * width + x] & 0xff);
                } else {
                    image.setRGB(x, y, rgb(picture, x, y));
                }
            }
        }
        return image;
    }

    /** ITU-T T.871, clause 7. */
    private static int rgb(Planes picture, int x, int y) {
        int factor = picture.chroma().factor();
        int at = y / factor * picture.chroma().side(1, picture.width()) + x / factor;
        int luma = picture.samples()[0][y * picture.width() + x] & 0xff;
        int cb = (picture.samples()[1][at] & 0xff) - 128;
        int cr = (picture.samples()[2][at] & 0xff) - 128;
        return clamped(luma + 1.402 * cr) << 16
                | clamped(luma - 0.344136 * cb - 0.714136 * cr) << 8
                | clamped(luma + 1.772 * cb);
    }

    private static int clamped(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
