// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, in pieces: whoever needs speed reads the piece itself. */
final class JpegInput {
    private static final int PIECE = 1 << 14;

    /** The piece at hand. */
    final byte[] bytes = new byte[PIECE];

    /** Where the next byte stands. */
    int position;

    /** Where the piece ends. */
    int limit;

    private final InputStream stream;

    JpegInput(InputStream stream) {
        this.stream = stream;
    }

    /** Makes sure that the piece has a byte left; returns false at the end of the file. */
    boolean hasNext() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, stream.readNBytes(bytes, 0, PIECE));
        return limit > 0;
    }

    /** Returns the next byte, or -1 at the end of the file. */
    int read() throws IOException {
        return hasNext() ? bytes[position++] & 0xFF : -1;
    }

    /** Fills the beginning of an array; returns false if the file ends within. */
    boolean read(byte[] target, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            if (!hasNext()) {
                return false;
            }
            int piece = Math.min(length - filled, limit - position);
            System.arraycopy(bytes, position, target, filled, piece);
            position += piece;
            filled += piece;
        }
        return true;
    }
}
