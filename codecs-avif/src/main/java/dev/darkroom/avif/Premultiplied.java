// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

/** Takes the transparency out of colours that were multiplied by it. */
final class Premultiplied {
    private Premultiplied() {}

    static void undo(int[] argb) {
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            if (alpha > 0 && alpha < 255) {
                argb[i] = alpha << 24
                        | through(argb[i] >> 16 & 0xFF, alpha) << 16
                        | through(argb[i] >> 8 & 0xFF, alpha) << 8
                        | through(argb[i] & 0xFF, alpha);
            }
        }
    }

    private static int through(int value, int alpha) {
        return Math.min(255, (value * 255 + alpha / 2) / alpha);
    }
}
