// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.Pixels;
import java.util.Arrays;

/*
 * BT.601 over the full range, which is what most AVIF files have, with one sample of the colour planes for four pixels.
 */
/** A picture as brightness and colour differences, or transparency alone, ready to be encoded. */
final class Planes {
    private static final int FRACTION = 16;
    private static final int HALF = 1 << (FRACTION - 1);
    private static final int MIDDLE = 128 << FRACTION;

    private final int width;
    private final int height;
    private final byte[][] samples;
    private final byte[] opacity;

    private Planes(int width, int height, byte[][] samples, byte[] opacity) {
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.opacity = opacity;
    }

    static Planes of(Pixels picture) {
        int width = picture.width();
        int height = picture.height();
        int[] argb = picture.toArray();
        int chromaSize = half(width) * half(height);
        byte[][] samples = {new byte[argb.length], new byte[chromaSize], new byte[chromaSize]};
        byte[] opacity = new byte[argb.length];
        for (int i = 0; i < argb.length; i++) {
            samples[0][i] = luma(argb[i]);
            opacity[i] = (byte) (argb[i] >>> 24);
        }
        Planes planes = new Planes(width, height, samples, opacity);
        planes.fillChroma(argb);
        return planes;
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }

    private static byte luma(int rgb) {
        int sum = 19595 * (rgb >> 16 & 0xFF) + 38470 * (rgb >> 8 & 0xFF) + 7471 * (rgb & 0xFF);
        return (byte) ((sum + HALF) >> FRACTION);
    }

    private void fillChroma(int[] argb) {
        int at = 0;
        for (int y = 0; y < height; y += 2) {
            int upper = y * width;
            int lower = Math.min(y + 1, height - 1) * width;
            for (int x = 0; x < width; x += 2, at++) {
                int right = Math.min(x + 1, width - 1);
                chroma(at, argb[upper + x], argb[upper + right], argb[lower + x], argb[lower + right]);
            }
        }
    }

    private void chroma(int at, int a, int b, int c, int d) {
        int red = mean(a, b, c, d, 16);
        int green = mean(a, b, c, d, 8);
        int blue = mean(a, b, c, d, 0);
        samples[1][at] = clamped(-11059 * red - 21709 * green + 32768 * blue);
        samples[2][at] = clamped(32768 * red - 27439 * green - 5329 * blue);
    }

    private static int mean(int a, int b, int c, int d, int shift) {
        int sum = (a >> shift & 0xFF) + (b >> shift & 0xFF) + (c >> shift & 0xFF) + (d >> shift & 0xFF);
        return (sum + 2) >> 2;
    }

    private static byte clamped(int difference) {
        return (byte) Math.min(255, (MIDDLE + difference + HALF) >> FRACTION);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int count() {
        return samples.length;
    }

    byte[] samples(int plane) {
        return samples[plane];
    }

    int width(int plane) {
        return plane == 0 ? width : half(width);
    }

    boolean isOpaque() {
        for (byte one : opacity) {
            if (one != -1) {
                return false;
            }
        }
        return true;
    }

    /** Returns the transparency as a picture in gray. */
    Planes opacity() {
        byte[] opaque = new byte[opacity.length];
        Arrays.fill(opaque, (byte) -1);
        return new Planes(width, height, new byte[][] {opacity}, opaque);
    }
}
