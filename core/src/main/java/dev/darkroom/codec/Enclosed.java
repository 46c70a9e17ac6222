// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * What goes into a file beside its pixels.
 *
 * @param profile an ICC profile that tells what the colours mean, where they are not sRGB
 */
record Enclosed(Optional<byte[]> profile) {
    private static final byte[] NAME = {'I', 'C', 'C', 0, 0};
    private static final int MOST_OVERHEAD = 100;

    static final Enclosed NOTHING = new Enclosed(Optional.empty());

    void writeTo(JpegEncoder file) {
        profile.ifPresent(file::profile);
    }

    void writeTo(PngFile file) {
        profile.ifPresent(icc -> file.chunk("iCCP", named(icc)));
    }

    /** The profile of a PNG has a name, is packed, and stands behind a zero that says so. */
    private static byte[] named(byte[] icc) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(NAME);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(icc);
            deflater.finish();
            byte[] packed = new byte[icc.length + MOST_OVERHEAD];
            body.write(packed, 0, deflater.deflate(packed));
            return body.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
