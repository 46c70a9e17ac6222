// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Joins the pieces in which a JPEG carries its ICC profile. */
final class JpegProfile {
    static final String NAME = "ICC_PROFILE\0";
    private static final int NUMBER = NAME.length();
    private static final int BODY = NUMBER + 2;

    private JpegProfile() {}

    /** Returns the whole profile; with a piece missing there is none. */
    static Optional<byte[]> join(List<ByteBuffer> segments) {
        Map<Integer, ByteBuffer> pieces = new TreeMap<>();
        int pieceCount = 0;
        for (ByteBuffer segment : segments) {
            if (segment.remaining() > BODY) {
                pieces.putIfAbsent(Byte.toUnsignedInt(segment.get(NUMBER)), segment);
                pieceCount = Math.max(pieceCount, Byte.toUnsignedInt(segment.get(NUMBER + 1)));
            }
        }
        return pieces.isEmpty() || pieces.size() < pieceCount ? Optional.empty() : Optional.of(concatenated(pieces));
    }

    private static byte[] concatenated(Map<Integer, ByteBuffer> pieces) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (ByteBuffer piece : pieces.values()) {
            byte[] body = new byte[piece.remaining() - BODY];
            piece.get(BODY, body);
            whole.writeBytes(body);
        }
        return whole.toByteArray();
    }
}
