// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/*
 * Each format's header is read by a class of our own, for two reasons. Limits must be checked before a decoder
 * allocates anything; and readers stumble over what surrounds the pixels (compressed text that unpacks to
 * gigabytes, broken colour profiles, thumbnails, profiles linked by file name). So a header keeps what matters and
 * hands the reader a stream with the pixels and nothing else.
 */
/** The header of a picture whose pixels are decoded by a reader of ImageIO's kind. */
interface JdkHeader extends Header {

    /** Opens a picture for the reader without anything that could mislead it. */
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

    @Override
    default PlanarPicture planes(Reducible reducible) throws IOException {
        BufferedImage decoded = decode();
        ColorModel colours = decoded.getColorModel();
        boolean gray = !(colours instanceof IndexColorModel) && colours.getNumColorComponents() == 1;
        return new RowsPicture(rows(decoded), alpha(), gray ? 1 : 3);
    }
}
