// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

/** Smooth noise of one coarseness: random values at the corners of square cells, and what lies between them. */
final class Octave {
    private final long seed;
    private final double cell;
    /** The values at the cells' corners along the row that was last moved to. */
    private final float[] corners;

    Octave(long seed, double cell, int width) {
        this.seed = seed;
        this.cell = cell;
        this.corners = new float[(int) (width / cell) + 3];
    }

    /** Adds this noise, from minus to plus the strength, to a row. */
    void add(int y, float strength, float[] row) {
        move(y);
        float step = (float) (1 / cell);
        float across = 0;
        int corner = 0;
        for (int x = 0; x < row.length; x++) {
            float left = corners[corner];
            row[x] += strength * (left + (corners[corner + 1] - left) * eased(across));
            across += step;
            if (across >= 1) {
                across -= 1;
                corner++;
            }
        }
    }

    private void move(int y) {
        int above = (int) (y / cell);
        float down = eased((float) (y / cell - above));
        for (int i = 0; i < corners.length; i++) {
            float upper = value(i, above);
            corners[i] = upper + (value(i, above + 1) - upper) * down;
        }
    }

    private float value(int column, int row) {
        long bits = mixed(seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL);
        return (bits >> 40) / (float) (1 << 23);
    }

    /** Mixes bits as java.util.SplittableRandom does. */
    static long mixed(long bits) {
        long once = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    private static float eased(float t) {
        return t * t * (3 - 2 * t);
    }
}
