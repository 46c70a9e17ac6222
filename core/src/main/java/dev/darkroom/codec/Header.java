// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/*
 * Each format's header is read by a class of our own, for two reasons. Limits must be checked before a decoder
 * allocates anything; and the JDK's decoders stumble over what surrounds the pixels (compressed text that unpacks to
 * gigabytes, broken colour profiles, thumbnails, profiles linked by file name). So a header keeps what matters and
 * hands the decoder a stream with the pixels and nothing else.
 */
/** What was found before the pixels of one picture; sizes are as stored, before the orientation is applied. */
interface Header {

    ImageFormat format();

    int width();

    int height();

    /** Whether parts of the picture can be transparent. */
    boolean alpha();

    /** Returns the EXIF orientation, 1 to 8. */
    default int orientation() {
        return Orientation.UPRIGHT;
    }

    /** Returns the embedded ICC profile, unchecked. */
    default Optional<byte[]> profile() {
        return Optional.empty();
    }

    /** Opens a picture for the decoder without anything that could mislead it. */
    ImageInputStream open();

    /** Returns what decodes the pixels that are opened. */
    default ImageReader reader() throws IOException {
        return JdkCodecs.reader(format());
    }

    /** Returns the picture's number among those that the reader finds. */
    default int index() {
        return 0;
    }

    /** Decodes the pixels; those of the whole picture are found by {@link #rows}. */
    default BufferedImage decode() throws IOException {
        return Decoder.decode(this);
    }

    /** Returns the rows of the whole picture, given what {@link #decode} made of it. */
    default Rows rows(BufferedImage decoded) {
        return Rows.of(decoded);
    }

    /** Returns what the host sees of it. */
    default ImageInfo info() {
        boolean turned = Orientation.of(orientation()).turned();
        return new ImageInfo(
                format(), turned ? height() : width(), turned ? width() : height(), orientation(), alpha());
    }

    /** Reads the header of a picture whose format is known. */
    static Header read(ImageFormat format, byte[] data, DecodeLimits limits) throws IOException {
        return switch (format) {
            case JPEG -> JpegHeader.read(data, limits);
            case PNG -> PngHeader.read(data, limits);
            case GIF -> GifHeader.read(data, limits);
            case BMP -> BmpHeader.read(data);
            case TIFF -> TiffHeader.read(data, limits);
            case ICO -> IcoHeader.read(data, limits);
            case TGA -> TgaHeader.read(data);
            case ICNS, PCX, PNM, SGI -> RareHeader.read(format, data, limits);
            default -> throw new IllegalStateException("no header reader for " + format);
        };
    }
}
