// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts chunks together, to a WebP file or to the body of another chunk. */
final class RiffWriter {
    /** What a file with these parts says at its start (RFC 9649, 2.7). */
    static final int PROFILE = 0x20;

    static final int ALPHA = 0x10;
    static final int EXIF = 0x08;
    static final int XMP = 0x04;
    static final int ANIMATION = 0x02;

    private static final int LENGTH = 4;
    private static final int FILE_HEADER = 12;
    private static final int EXTENDED_LENGTH = 10;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins with some bytes, such as those that stand before the chunks in another chunk. */
    RiffWriter(byte[] beginning) {
        out.writeBytes(beginning);
    }

    /** Begins a file. */
    static RiffWriter ofFile() {
        return new RiffWriter("RIFF....WEBP".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Adds the chunk that must come first where there is more than opaque pixels that stand still. */
    void extended(int width, int height, int flags) {
        ByteBuffer body = ByteBuffer.allocate(LENGTH + EXTENDED_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        body.put((byte) flags).position(4).putInt(width - 1).position(7).putInt(height - 1);
        add("VP8X", body.array(), EXTENDED_LENGTH);
    }

    void add(Chunk chunk) {
        add(chunk.name(), chunk.bytes(), chunk.length());
    }

    void add(String name, byte[] body) {
        add(name, body, body.length);
    }

    private void add(String name, byte[] body, int length) {
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(littleEndian(length));
        out.write(body, 0, length);
        if (length % 2 != 0) {
            out.write(0);
        }
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Returns the file, with its length where it belongs. */
    byte[] toFile() {
        byte[] file = out.toByteArray();
        System.arraycopy(littleEndian(file.length - FILE_HEADER + LENGTH), 0, file, LENGTH, LENGTH);
        return file;
    }

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
