// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.tags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The segment in which a JPEG carries Photoshop's resources, one of which is IPTC. */
final class PhotoshopBlock {
    private static final byte[] NAME = "Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int RESOURCE = 0x3842494D; // "8BIM"
    private static final int IPTC = 0x0404;
    private static final int NAME_AT = 6;
    private static final int LENGTH_BYTES = 4;

    private PhotoshopBlock() {}

    /** Finds the IPTC records in a segment. */
    static Optional<byte[]> iptc(byte[] segment) {
        if (segment.length < NAME.length || !Arrays.equals(segment, 0, NAME.length, NAME, 0, NAME.length)) {
            return Optional.empty();
        }
        return iptc(segment, NAME.length);
    }

    /** Finds the IPTC records among resources, as a TIFF has them. */
    static Optional<byte[]> iptcAmong(byte[] resources) {
        return iptc(resources, 0);
    }

    private static Optional<byte[]> iptc(byte[] segment, int from) {
        ByteBuffer data = ByteBuffer.wrap(segment);
        long at = from;
        while (at + NAME_AT + 2 + LENGTH_BYTES <= segment.length && data.getInt((int) at) == RESOURCE) {
            int name = Byte.toUnsignedInt(segment[(int) at + NAME_AT]);
            long body = at + NAME_AT + even(1 + name) + LENGTH_BYTES;
            long length = body > segment.length ? segment.length : Integer.toUnsignedLong(data.getInt((int) body - 4));
            if (body + length > segment.length) {
                return Optional.empty();
            }
            if (data.getShort((int) at + 4) == IPTC) {
                return Optional.of(Arrays.copyOfRange(segment, (int) body, (int) (body + length)));
            }
            at = body + even(length);
        }
        return Optional.empty();
    }

    private static long even(long length) {
        return length + length % 2;
    }
}
