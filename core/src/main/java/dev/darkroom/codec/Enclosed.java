// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * What goes into a file beside its pixels.
 *
 * @param profile an ICC profile that tells what the colours mean, where they are not sRGB
 * @param notice who made the picture and whose it is
 */
record Enclosed(Optional<byte[]> profile, Optional<CopyrightNotice> notice) {
    private static final int APP1 = 0xE1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);

    /** A text of a PNG that is not packed, in no language. */
    private static final byte[] XMP_TEXT = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NAME = {'I', 'C', 'C', 0, 0};
    private static final int MOST_OVERHEAD = 100;

    static final Enclosed NOTHING = new Enclosed(Optional.empty(), Optional.empty());

    void writeTo(JpegEncoder file) {
        notice.ifPresent(
                written -> file.segment(APP1, joined(EXIF, written.exif())).segment(APP1, joined(XMP, written.xmp())));
        profile.ifPresent(file::profile);
    }

    void writeTo(PngFile file) {
        profile.ifPresent(icc -> file.chunk("iCCP", named(icc)));
        notice.ifPresent(written -> file.chunk("eXIf", written.exif()).chunk("iTXt", joined(XMP_TEXT, written.xmp())));
    }

    private static byte[] joined(byte[] name, byte[] body) {
        byte[] both = Arrays.copyOf(name, name.length + body.length);
        System.arraycopy(body, 0, both, name.length, body.length);
        return both;
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
