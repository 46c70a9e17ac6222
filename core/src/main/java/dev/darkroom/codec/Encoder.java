// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes finished pictures, with nothing of the original's metadata in them. */
final class Encoder {
    static final Set<ImageFormat> FORMATS = Set.of(ImageFormat.JPEG, ImageFormat.PNG);

    private Encoder() {}

    static EncodedImage encode(Canvas picture, Variant variant, ImageFormat format) throws IOException {
        byte[] bytes = format == ImageFormat.JPEG
                ? jpeg(picture.over(variant.background()).image(), variant.quality())
                : png(picture);
        return new EncodedImage(variant, format, picture.width(), picture.height(), ImageContent.of(bytes));
    }

    private static byte[] jpeg(BufferedImage image, int quality) throws IOException {
        JPEGImageWriteParam settings = new JPEGImageWriteParam(null);
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality / 100f);
        settings.setOptimizeHuffmanTables(true);
        return write(ImageFormat.JPEG, image, settings);
    }

    private static byte[] png(Canvas picture) throws IOException {
        if (picture.opaque()) {
            return write(ImageFormat.PNG, picture.image(), null);
        }
        int width = picture.width();
        BufferedImage straight = new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_ARGB);
        straight.getRaster().setDataElements(0, 0, width, picture.height(), picture.straight());
        return write(ImageFormat.PNG, straight, null);
    }

    static ImageContent png(Pixels picture) throws IOException {
        int[] argb = picture.toArray();
        boolean opaque = Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 255);
        BufferedImage image = new BufferedImage(
                picture.width(), picture.height(), opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), argb);
        return ImageContent.of(write(ImageFormat.PNG, image, null));
    }

    private static byte[] write(ImageFormat format, BufferedImage image, @Nullable ImageWriteParam settings)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = JdkCodecs.writer(format);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
