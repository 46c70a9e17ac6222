// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import dev.darkroom.codec.jpeg.Subsampling;
import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.Variant;
import java.io.InterruptedIOException;
import java.util.Set;

/** Writes finished pictures, with nothing of the original's metadata in them but what is enclosed. */
final class Encoder {
    static final Set<ImageFormat> FORMATS = Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF);

    /** Those in which something can be enclosed. */
    static final Set<ImageFormat> ENCLOSING = Set.of(ImageFormat.JPEG, ImageFormat.PNG);

    private Encoder() {}

    /**
     * Writes a picture.
     *
     * @param background what shows through where the format has no transparency
     */
    static byte[] encode(Canvas picture, int background, Variant variant, ImageFormat format, Enclosed enclosed)
            throws InterruptedIOException {
        return switch (format) {
            case JPEG -> jpeg(picture.over(background), variant, enclosed);
            case GIF -> GifFrameWriter.still(picture);
            default ->
                variant.wants(Variant.Wish.PALETTED)
                        ? Png.paletted(picture.pixels(), enclosed)
                        : Png.encode(picture.pixels(), enclosed);
        };
    }

    private static byte[] jpeg(Canvas picture, Variant variant, Enclosed enclosed) throws InterruptedIOException {
        JpegEncoder encoder = jpeg(picture.width(), picture.height(), Subsampling.HALF, variant, enclosed);
        new CanvasPlanes(picture).writeTo(encoder);
        return encoder.finish();
    }

    /** Begins a JPEG as a variant wishes it. */
    static JpegEncoder jpeg(int width, int height, Subsampling sampling, Variant variant, Enclosed enclosed) {
        boolean progressive = variant.wants(Variant.Wish.PROGRESSIVE);
        JpegEncoder encoder = new JpegEncoder(width, height, sampling, variant.quality(), progressive);
        enclosed.writeTo(encoder);
        return encoder;
    }
}
