// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;
import java.util.Arrays;

/** Blocks of a sequential picture whose planes come in several scans. */
final class SequentialStored implements StoredBlocks {
    private final SequentialBlocks blocks;
    private final int[] block = new int[KeptCoefficients.BLOCK];
    private final int[] ones = new int[ZigZag.LENGTH];

    SequentialStored(BitReader reader) {
        this.blocks = new SequentialBlocks(reader);
        Arrays.fill(ones, 1);
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        KeptCoefficients kept = plane.kept;
        int last = blocks.decode(plane, ones, block);
        int base = column * kept.count();
        row.values[base] = (short) block[0];
        for (int position = 1; position <= last; position++) {
            int place = kept.places()[position];
            if (place != KeptCoefficients.DROPPED && block[place] != 0) {
                row.values[base + place] = (short) block[place];
                row.nonzero[column] |= 1L << position;
            }
        }
        Arrays.fill(block, 0);
    }
}
