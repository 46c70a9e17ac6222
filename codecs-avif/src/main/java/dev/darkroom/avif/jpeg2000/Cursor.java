// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.nio.ByteBuffer;

/** Reads numbers one after the other; asking for more than is there means that the file is cut off. */
final class Cursor {
    private final ByteBuffer bytes;

    Cursor(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() {
        need(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int u16() {
        need(2);
        return Short.toUnsignedInt(bytes.getShort());
    }

    long u32() {
        need(4);
        return Integer.toUnsignedLong(bytes.getInt());
    }

    /** Takes the next bytes without copying them. */
    Cursor part(long length) {
        need(length);
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        skip(length);
        return new Cursor(part);
    }

    void skip(long length) {
        need(length);
        bytes.position(bytes.position() + (int) length);
    }

    byte[] rest() {
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    private void need(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw Rejections.cutOff();
        }
    }
}
