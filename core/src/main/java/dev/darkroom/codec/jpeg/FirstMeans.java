// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** The first scan of a progressive picture: the high bits of each block's mean (ITU-T T.81, G.1.2.1). */
final class FirstMeans implements StoredBlocks {
    private final BitReader reader;
    private final int low;

    FirstMeans(BitReader reader, int low) {
        this.reader = reader;
        this.low = low;
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        reader.ready();
        plane.prediction += SequentialBlocks.difference(reader, plane.dc);
        row.values[column * plane.kept.count()] = (short) (plane.prediction << low);
    }
}
