// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the fields of a box one after the other; asking for more than is there means that the file is cut off. */
final class Fields {
    private static final int TYPE = 4;
    private static final int LONGEST_NAME = 256;

    private final ByteBuffer bytes;

    Fields(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() {
        return (int) number(1);
    }

    int u16() {
        return (int) number(2);
    }

    long u32() {
        return number(4);
    }

    /** Reads a number that has to fit an int. */
    int size() {
        return checked(u32());
    }

    int signed() {
        return (int) number(4);
    }

    /** Reads an unsigned number of 0 to 8 bytes. */
    long number(int length) {
        need(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | Byte.toUnsignedLong(bytes.get());
        }
        if (value < 0) {
            throw Rejections.broken("a number in it has 64 bits");
        }
        return value;
    }

    /** Reads a name of four letters. */
    String type() {
        return new String(bytes(TYPE), StandardCharsets.ISO_8859_1);
    }

    /** Reads text up to a zero byte or the end, but no more of it than any name has. */
    String text() {
        StringBuilder text = new StringBuilder();
        while (bytes.hasRemaining() && text.length() < LONGEST_NAME) {
            int c = u8();
            if (c == 0) {
                break;
            }
            text.append((char) c);
        }
        return text.toString();
    }

    byte[] rest() {
        return bytes(bytes.remaining());
    }

    byte[] bytes(int length) {
        need(length);
        byte[] read = new byte[length];
        bytes.get(read);
        return read;
    }

    /** Takes the next bytes without copying them. */
    ByteBuffer part(long length) {
        need(length);
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    void skip(int length) {
        part(length);
    }

    private void need(long length) {
        if (length > bytes.remaining()) {
            throw Rejections.cutOff();
        }
    }

    private static int checked(long value) {
        if (value > Integer.MAX_VALUE) {
            throw Rejections.broken("a size in it is " + value);
        }
        return (int) value;
    }
}
