// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** One more bit of each block's mean, with arithmetic coding (ITU-T T.81, G.1.3.1). */
final class ArithmeticFinerMeans implements StoredBlocks {
    private final ArithmeticNumbers numbers;
    private final int low;

    ArithmeticFinerMeans(ArithmeticNumbers numbers, int low) {
        this.numbers = numbers;
        this.low = low;
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        if (numbers.even()) {
            row.values[column * plane.kept.count()] |= (short) (1 << low);
        }
    }
}
