// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/*
 * Each format's header is read by a class of our own, for two reasons. Limits must be checked before a decoder
 * allocates anything; and the JDK's decoders stumble over what surrounds the pixels (compressed text that unpacks to
 * gigabytes, broken colour profiles, thumbnails, profiles linked by file name). So a header keeps what matters and
 * hands the decoder a stream with the pixels and nothing else.
 */
/** The header of a picture whose pixels the JDK decodes. */
interface JdkHeader extends Header {

    /** Opens a picture for the JDK's decoder without anything that could mislead it. */
    ImageInputStream open();

    /** Returns the rows of the whole picture, given what the JDK's decoder made of {@link #open}. */
    default Rows rows(BufferedImage decoded) {
        return Rows.of(decoded);
    }

    @Override
    default PlanarPicture planes(double reducible) throws IOException {
        BufferedImage decoded = Decoder.decode(this);
        ColorModel colours = decoded.getColorModel();
        boolean gray = !(colours instanceof IndexColorModel) && colours.getNumColorComponents() == 1;
        return new RowsPicture(rows(decoded), alpha(), gray ? 1 : 3);
    }
}
