// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegEncoder;
import java.io.InterruptedIOException;

/** Hands an opaque canvas to a JPEG encoder, with chroma at half the size. */
final class CanvasPlanes {
    private final int[] data;
    private final int width;
    private final int height;

    CanvasPlanes(Canvas canvas) {
        this.data = canvas.data();
        this.width = canvas.width();
        this.height = canvas.height();
    }

    void writeTo(JpegEncoder encoder) throws InterruptedIOException {
        byte[] luma = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                luma[x] = (byte) Ycc.luma(data[y * width + x]);
            }
            encoder.rows(0, luma, 0, width, 1);
        }
        int halfWidth = (width + 1) / 2;
        byte[] blueness = new byte[halfWidth];
        byte[] redness = new byte[halfWidth];
        for (int y = 0; y < height; y += 2) {
            chroma(y, blueness, redness);
            encoder.rows(1, blueness, 0, halfWidth, 1);
            encoder.rows(2, redness, 0, halfWidth, 1);
        }
    }

    private void chroma(int y, byte[] blueness, byte[] redness) {
        int upper = y * width;
        int lower = Math.min(y + 1, height - 1) * width;
        for (int x = 0; x < width; x += 2) {
            int right = Math.min(x + 1, width - 1);
            int a = data[upper + x];
            int b = data[upper + right];
            int c = data[lower + x];
            int d = data[lower + right];
            int red = channel(a, 16) + channel(b, 16) + channel(c, 16) + channel(d, 16);
            int green = channel(a, 8) + channel(b, 8) + channel(c, 8) + channel(d, 8);
            int blue = channel(a, 0) + channel(b, 0) + channel(c, 0) + channel(d, 0);
            blueness[x / 2] = (byte) Ycc.blueness(red, green, blue, 4);
            redness[x / 2] = (byte) Ycc.redness(red, green, blue, 4);
        }
    }

    private static int channel(int rgb, int shift) {
        return (rgb >> shift) & 0xFF;
    }
}
