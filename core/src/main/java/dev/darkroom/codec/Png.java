// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.InterruptedIOException;
import java.util.Arrays;

/** Writes pictures as PNG, with alpha where a pixel is not opaque. */
final class Png {
    private static final int RGB = 3;
    private static final int RGBA = 4;
    private static final byte OPAQUE = (byte) 255;

    private Png() {}

    static byte[] encode(Pixels picture, Enclosed enclosed) throws InterruptedIOException {
        int width = picture.width();
        int[] argb = picture.data();
        boolean opaque = Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 255);
        int channels = opaque ? RGB : RGBA;
        PngFile file = new PngFile(width, picture.height(), Byte.SIZE, opaque ? PngFile.RGB : PngFile.RGBA);
        enclosed.writeTo(file);
        byte[] pixels = PngPixels.ofChannels(
                width * channels, channels, picture.height(), (y, row) -> split(argb, y * width, width, row, channels));
        return file.chunk("IDAT", pixels).toByteArray();
    }

    /** Writes at most 256 colours, in as few bits as it takes. */
    static byte[] paletted(Pixels picture, Enclosed enclosed) throws InterruptedIOException {
        Indexed indexed = Indexed.of(picture);
        int width = picture.width();
        int depth = depth(indexed.colours().length);
        PngFile file = new PngFile(width, picture.height(), depth, PngFile.PALETTE);
        enclosed.writeTo(file);
        colours(indexed.colours(), file);
        byte[] pixels = PngPixels.ofNumbers(
                (width * depth + Byte.SIZE - 1) / Byte.SIZE,
                picture.height(),
                (y, row) -> pack(indexed.numbers(), y * width, width, depth, row));
        return file.chunk("IDAT", pixels).toByteArray();
    }

    private static int depth(int colours) {
        if (colours <= 4) {
            return colours <= 2 ? 1 : 2;
        }
        return colours <= 16 ? 4 : Byte.SIZE;
    }

    private static void colours(int[] argb, PngFile file) {
        byte[] palette = new byte[RGB * argb.length];
        byte[] alphas = new byte[argb.length];
        int transparent = 0;
        for (int i = 0; i < argb.length; i++) {
            split(argb[i], palette, RGB * i, RGB);
            alphas[i] = (byte) (argb[i] >>> 24);
            transparent = alphas[i] == OPAQUE ? transparent : i + 1;
        }
        file.chunk("PLTE", palette);
        if (transparent > 0) {
            file.chunk("tRNS", Arrays.copyOf(alphas, transparent));
        }
    }

    private static void pack(byte[] numbers, int from, int width, int depth, byte[] row) {
        Arrays.fill(row, (byte) 0);
        for (int x = 0; x < width; x++) {
            int bit = x * depth;
            row[bit / Byte.SIZE] |= (byte) (numbers[from + x] << (Byte.SIZE - depth - bit % Byte.SIZE));
        }
    }

    private static void split(int[] argb, int from, int width, byte[] row, int channels) {
        for (int x = 0; x < width; x++) {
            split(argb[from + x], row, x * channels, channels);
        }
    }

    private static void split(int argb, byte[] samples, int at, int channels) {
        samples[at] = (byte) (argb >> 16);
        samples[at + 1] = (byte) (argb >> 8);
        samples[at + 2] = (byte) argb;
        if (channels == RGBA) {
            samples[at + RGB] = (byte) (argb >>> 24);
        }
    }
}
