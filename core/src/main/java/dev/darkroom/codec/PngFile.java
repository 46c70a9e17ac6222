// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Puts the chunks of a PNG together (PNG, third edition, section 5). */
final class PngFile {
    /** Colour types, as numbers in the file. */
    static final int RGB = 2;

    static final int PALETTE = 3;
    static final int RGBA = 6;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int START_LENGTH = 13;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins a file. */
    PngFile(int width, int height, int depth, int colourType) {
        out.writeBytes(SIGNATURE);
        ByteBuffer start = ByteBuffer.allocate(START_LENGTH);
        chunk(
                "IHDR",
                start.putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colourType)
                        .array());
    }

    /** Adds a chunk; the one with the pixels comes last. */
    PngFile chunk(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(body);
        number(body.length);
        out.writeBytes(name);
        out.writeBytes(body);
        number((int) sum.getValue());
        return this;
    }

    private void number(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    /** Ends the file and returns it. */
    byte[] toByteArray() {
        chunk("IEND", new byte[0]);
        return out.toByteArray();
    }
}
