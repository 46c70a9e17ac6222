// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Arrays;

/** Writes pictures as PNG, with alpha where a pixel is not opaque. */
final class Png {
    private static final int RGB = 3;
    private static final int RGBA = 4;

    private Png() {}

    static byte[] encode(Pixels picture, Enclosed enclosed) {
        int width = picture.width();
        int[] argb = picture.data();
        boolean opaque = Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == 255);
        int channels = opaque ? RGB : RGBA;
        PngFile file = new PngFile(width, picture.height(), Byte.SIZE, opaque ? PngFile.RGB : PngFile.RGBA);
        enclosed.writeTo(file);
        byte[] pixels = PngPixels.ofChannels(
                width * channels, channels, picture.height(), (y, row) -> split(argb, y * width, row, channels));
        return file.chunk("IDAT", pixels).toByteArray();
    }

    private static void split(int[] argb, int from, byte[] row, int channels) {
        for (int i = 0, at = from; i < row.length; i += channels, at++) {
            row[i] = (byte) (argb[at] >> 16);
            row[i + 1] = (byte) (argb[at] >> 8);
            row[i + 2] = (byte) argb[at];
            if (channels == RGBA) {
                row[i + RGB] = (byte) (argb[at] >>> 24);
            }
        }
    }
}
