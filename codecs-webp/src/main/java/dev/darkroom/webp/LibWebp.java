// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWrapper;
import com.luciad.imageio.webp.WebPWriteParam;
import dev.darkroom.codec.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The native library, behind the ImageIO plugin that carries it. */
final class LibWebp {
    /** Of 0 to 6: against 4, the library's own choice, half the processor time for a twentieth more bytes. */
    private static final int METHOD = 2;

    private static final int OPAQUE = 0xFF000000;

    private LibWebp() {}

    /** Loads the natives, or throws something. */
    static void load() {
        WebPWrapper.loadNativeLibrary();
    }

    /** Decodes a still picture. */
    static Pixels decode(byte[] file) throws IOException {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            BufferedImage image = reader.read(0);
            int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            if (!image.getColorModel().hasAlpha()) {
                Arrays.setAll(argb, i -> argb[i] | OPAQUE);
            }
            return new Pixels(image.getWidth(), image.getHeight(), argb);
        } finally {
            reader.dispose();
        }
    }

    /** Encodes with loss, at a quality from 0 to 100 on the library's own scale. */
    static byte[] encode(Pixels picture, double quality) throws IOException {
        WebPWriteParam settings = new WebPWriteParam(Locale.ROOT);
        settings.setCompressionType(CompressionType.Lossy);
        settings.setCompressionQuality((float) (quality / 100));
        settings.setMethod(METHOD);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image(picture), null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Pixels picture) {
        int[] argb = picture.toArray();
        boolean opaque = Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 255);
        DirectColorModel colours = opaque
                ? new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF)
                : new DirectColorModel(32, 0xFF0000, 0xFF00, 0xFF, OPAQUE);
        WritableRaster raster = Raster.createPackedRaster(
                new DataBufferInt(argb, argb.length),
                picture.width(),
                picture.height(),
                picture.width(),
                opaque ? new int[] {0xFF0000, 0xFF00, 0xFF} : new int[] {0xFF0000, 0xFF00, 0xFF, OPAQUE},
                null);
        return new BufferedImage(colours, raster, false, null);
    }
}
