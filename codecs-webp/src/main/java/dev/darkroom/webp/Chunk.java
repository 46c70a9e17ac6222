// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One chunk of a RIFF file: a name of four letters, a length and a body, filled up to an even length.
 *
 * @param body what is there of the body, from position 0 on
 * @param isWhole whether that is all that its length says
 */
record Chunk(String name, ByteBuffer body, boolean isWhole) {
    private static final int NAME = 4;
    private static final int HEADER = 8;
    private static final int FILE_HEADER = 12;

    /** Finds the chunks of a file; one that is cut off is the last. */
    static List<Chunk> ofFile(byte[] data) {
        return list(ByteBuffer.wrap(data), FILE_HEADER);
    }

    /** Finds the chunks in the body of this one, from some place on. */
    List<Chunk> within(int offset) {
        return list(body, offset);
    }

    private static List<Chunk> list(ByteBuffer all, int from) {
        List<Chunk> chunks = new ArrayList<>();
        long at = from;
        while (at + HEADER <= all.limit()) {
            int header = (int) at;
            long length = Integer.toUnsignedLong(littleEndian(all).getInt(header + NAME));
            chunks.add(read(all, header, length));
            at += HEADER + length + (length & 1);
        }
        return chunks;
    }

    private static Chunk read(ByteBuffer all, int header, long length) {
        byte[] name = new byte[NAME];
        all.get(header, name);
        int there = (int) Math.min(length, all.limit() - header - HEADER);
        ByteBuffer body = littleEndian(all.slice(header + HEADER, there));
        return new Chunk(new String(name, StandardCharsets.ISO_8859_1), body, there == length);
    }

    private static ByteBuffer littleEndian(ByteBuffer bytes) {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    int length() {
        return body.limit();
    }

    byte[] bytes() {
        byte[] bytes = new byte[length()];
        body.get(0, bytes);
        return bytes;
    }

    int unsigned(int offset) {
        return Byte.toUnsignedInt(body.get(offset));
    }

    /** Returns a number of two bytes. */
    int half(int offset) {
        return Short.toUnsignedInt(body.getShort(offset));
    }

    /** Returns a number of three bytes. */
    int triple(int offset) {
        return Short.toUnsignedInt(body.getShort(offset)) | unsigned(offset + 2) << 16;
    }

    /** Returns a number of four bytes. */
    int word(int offset) {
        return body.getInt(offset);
    }
}
