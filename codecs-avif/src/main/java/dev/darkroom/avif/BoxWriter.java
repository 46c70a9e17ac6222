// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts the fields of a box together. */
final class BoxWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Returns a whole box with this body. */
    static byte[] box(String type, byte[]... parts) {
        BoxWriter body = new BoxWriter();
        for (byte[] part : parts) {
            body.bytes(part);
        }
        byte[] bytes = body.toByteArray();
        return new BoxWriter().u32(8 + bytes.length).text(type).bytes(bytes).toByteArray();
    }

    /** Begins a body with a version and flags. */
    static BoxWriter full(int version, int flags) {
        return new BoxWriter().u32(version << 24 | flags);
    }

    BoxWriter u8(int value) {
        out.write(value);
        return this;
    }

    BoxWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    BoxWriter u32(int value) {
        return bytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    BoxWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter bytes(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
