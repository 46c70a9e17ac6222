// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What follows a marker, read from the front; whoever asks for more than there is learns that the file is broken. */
final class Segment {
    private final byte[] bytes;
    private final int end;
    private int position;

    Segment(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    int remaining() {
        return end - position;
    }

    /** Returns the next byte. */
    int number8() throws JpegException {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** Returns the number in the next two bytes. */
    int number16() throws JpegException {
        return (number8() << 8) | number8();
    }

    /** Returns the next bytes. */
    byte[] take(int length) throws JpegException {
        require(length);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** Goes past a text if it is what follows. */
    boolean skip(String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean follows = remaining() >= expected.length
                && Arrays.equals(bytes, position, position + expected.length, expected, 0, expected.length);
        if (follows) {
            position += expected.length;
        }
        return follows;
    }

    private void require(int length) throws JpegException {
        if (remaining() < length) {
            throw JpegException.broken("The JPEG file is broken: one of its segments is too short.");
        }
    }
}
