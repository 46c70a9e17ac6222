// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import dev.darkroom.image.ImageInfo;
import java.io.IOException;
import java.util.Optional;

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

    /** Returns what brings outputs with so many colour channels to sRGB, if they aren't there. */
    default Optional<ToSrgb> toSrgb(int channels) {
        return profile().flatMap(bytes -> ColourProfile.of(bytes, channels));
    }

    /** Returns the picture, as much smaller as is allowed and easily done. */
    PlanarPicture planes(Reducible reducible) throws IOException;

    /** Returns the frames, if there is more than one. */
    default Optional<Animation> animation() {
        return Optional.empty();
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
