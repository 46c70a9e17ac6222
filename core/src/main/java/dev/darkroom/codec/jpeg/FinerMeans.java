// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** One more bit of each block's mean (ITU-T T.81, G.1.2.1.1). */
final class FinerMeans implements StoredBlocks {
    private final BitReader reader;
    private final int low;

    FinerMeans(BitReader reader, int low) {
        this.reader = reader;
        this.low = low;
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        reader.ready();
        row.values[column * plane.kept.count()] |= (short) (reader.take(1) << low);
    }
}
