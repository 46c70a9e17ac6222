// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import dev.darkroom.codec.jpeg.Subsampling;
import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes finished pictures, with nothing of the original's metadata in them. */
final class Encoder {
    static final Set<ImageFormat> FORMATS = Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF);

    private Encoder() {}

    static byte[] encode(Canvas picture, Variant variant, ImageFormat format) throws IOException {
        return switch (format) {
            case JPEG -> jpeg(picture.over(variant.background()), variant.quality());
            case GIF -> GifFrameWriter.still(picture);
            default -> png(picture);
        };
    }

    private static byte[] jpeg(Canvas picture, int quality) throws InterruptedIOException {
        JpegEncoder encoder = new JpegEncoder(picture.width(), picture.height(), Subsampling.HALF, quality, false);
        new CanvasPlanes(picture).writeTo(encoder);
        return encoder.finish();
    }

    private static byte[] png(Canvas picture) throws IOException {
        if (picture.opaque()) {
            return write(picture.image());
        }
        int width = picture.width();
        BufferedImage straight = new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_ARGB);
        straight.getRaster().setDataElements(0, 0, width, picture.height(), picture.straight());
        return write(straight);
    }

    static ImageContent png(Pixels picture) throws IOException {
        int[] argb = picture.toArray();
        boolean opaque = Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 255);
        BufferedImage image = new BufferedImage(
                picture.width(), picture.height(), opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), argb);
        return ImageContent.of(write(image));
    }

    private static byte[] write(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = JdkCodecs.writer(ImageFormat.PNG);
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            GivingUp.ends(writer);
            writer.setOutput(out);
            writer.write(image);
            Interruption.check();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
