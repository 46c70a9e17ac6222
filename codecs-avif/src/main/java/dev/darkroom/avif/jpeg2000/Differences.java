// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

/** Makes red, green and blue of brightness and colour differences, as in JPEG: BT.601 over the full range. */
final class Differences {
    private static final int MIDDLE = 128;

    private Differences() {}

    static void resolve(int[][] row) {
        for (int x = 0; x < row[0].length; x++) {
            int light = row[0][x];
            int blueness = row[1][x] - MIDDLE;
            int redness = row[2][x] - MIDDLE;
            row[0][x] = clamped(light + 1.402 * redness);
            row[1][x] = clamped(light - 0.344136 * blueness - 0.714136 * redness);
            row[2][x] = clamped(light + 1.772 * blueness);
        }
    }

    private static int clamped(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
