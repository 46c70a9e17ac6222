// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A GIF by hand, of four colours: 0 is clear, 1 red, 2 green, 3 blue. */
final class GifBytes {
    static final int RED = 1;
    static final int GREEN = 2;
    static final int BLUE = 3;
    static final int KEPT = 1;
    static final int CLEARED = 2;
    static final int TAKEN_BACK = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    GifBytes(int width, int height) {
        text("GIF89a");
        words(width, height);
        bytes(0x91, 0, 0);
        bytes(0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0, 0, 0, 0xFF);
    }

    GifBytes loops(int again) {
        bytes(0x21, 0xFF, 11);
        text("NETSCAPE2.0");
        bytes(3, 1);
        words(again);
        bytes(0);
        return this;
    }

    /** Adds a frame of one colour. */
    GifBytes frame(int x, int y, int width, int height, int colour, int hundredths, int disposal) {
        bytes(0x21, 0xF9, 4, (disposal << 2) | 1);
        words(hundredths);
        bytes(0, 0, 0x2C);
        words(x, y, width, height);
        bytes(0);
        pixels(width * height, colour);
        return this;
    }

    /** The codes never become longer than three bits, because the table is cleared before each pixel. */
    private void pixels(int count, int colour) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        long bits = 0;
        int bitCount = 0;
        for (int i = 0; i <= count; i++) {
            bits |= (long) (i < count ? 4 | (colour << 3) : 5) << bitCount;
            bitCount += i < count ? 6 : 3;
            while (bitCount >= 8 || (i == count && bitCount > 0)) {
                packed.write((int) bits);
                bits >>>= 8;
                bitCount -= 8;
            }
        }
        byte[] all = packed.toByteArray();
        bytes(2);
        for (int at = 0; at < all.length; at += 255) {
            int length = Math.min(255, all.length - at);
            bytes(length);
            out.write(all, at, length);
        }
        bytes(0);
    }

    byte[] end() {
        bytes(0x3B);
        return out.toByteArray();
    }

    int length() {
        return out.size();
    }

    private void words(int... words) {
        for (int word : words) {
            bytes(word, word >> 8);
        }
    }

    private void bytes(int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
    }

    private void text(String letters) {
        out.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
    }
}
