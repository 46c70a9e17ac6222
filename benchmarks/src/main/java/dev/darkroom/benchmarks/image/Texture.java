// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Noise of many coarsenesses, each finer one weaker, as surfaces in nature have it. */
final class Texture {
    private final List<Octave> octaves = new ArrayList<>();
    private final float weaker;
    private final float[] row;

    /** Makes one from the coarsest cells to the finest, each half as large as the one before. */
    Texture(long seed, int width, double coarsest, double finest, float weaker) {
        for (double cell = coarsest; cell >= finest; cell /= 2) {
            octaves.add(new Octave(Octave.mixed(seed + octaves.size()), cell, width));
        }
        this.weaker = weaker;
        this.row = new float[width];
    }

    /** Returns a row; the array is used again for the next one. */
    float[] row(int y) {
        Arrays.fill(row, 0);
        float strength = 1;
        for (Octave octave : octaves) {
            octave.add(y, strength, row);
            strength *= weaker;
        }
        return row;
    }
}
