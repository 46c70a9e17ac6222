// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * What goes into a file beside its pixels. The engine has made all of it: nothing is a copy of what came.
 *
 * @param profile an ICC profile that tells what the colours mean, where they are not sRGB
 * @param exif an EXIF block, which begins with the header of a TIFF
 * @param xmp a packet of XMP
 */
public record Enclosed(Optional<byte[]> profile, Optional<byte[]> exif, Optional<byte[]> xmp) {
    private static final int APP1 = 0xE1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);

    /** A text of a PNG that is not packed, in no language. */
    private static final byte[] XMP_TEXT = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] PROFILE_NAME = {'I', 'C', 'C', 0, 0};
    private static final int MOST_OVERHEAD = 100;

    /** Returns that there is nothing. */
    public static Enclosed nothing() {
        return new Enclosed(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Enclosed of(Optional<OwnColours> colours, Optional<CopyrightNotice> notice) {
        return new Enclosed(
                colours.map(OwnColours::profile), notice.map(CopyrightNotice::exif), notice.map(CopyrightNotice::xmp));
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return profile.isEmpty() && exif.isEmpty() && xmp.isEmpty();
    }

    void writeTo(JpegEncoder file) {
        exif.ifPresent(block -> file.segment(APP1, joined(EXIF, block)));
        xmp.ifPresent(packet -> file.segment(APP1, joined(XMP, packet)));
        profile.ifPresent(file::profile);
    }

    void writeTo(PngFile file) {
        profile.ifPresent(icc -> file.chunk("iCCP", packed(icc)));
        exif.ifPresent(block -> file.chunk("eXIf", block));
        xmp.ifPresent(packet -> file.chunk("iTXt", joined(XMP_TEXT, packet)));
    }

    private static byte[] joined(byte[] name, byte[] body) {
        byte[] both = Arrays.copyOf(name, name.length + body.length);
        System.arraycopy(body, 0, both, name.length, body.length);
        return both;
    }

    /** The profile of a PNG has a name, is packed, and stands behind a zero that says so. */
    private static byte[] packed(byte[] icc) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(PROFILE_NAME);
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
