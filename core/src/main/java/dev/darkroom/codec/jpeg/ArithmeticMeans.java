// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** The means of blocks, or their high bits, with arithmetic coding (ITU-T T.81, F.1.4.1 and G.1.3.1). */
final class ArithmeticMeans implements StoredBlocks {
    private final ArithmeticNumbers numbers;
    private final int low;

    ArithmeticMeans(ArithmeticNumbers numbers, int low) {
        this.numbers = numbers;
        this.low = low;
    }

    @Override
    public void restart() {
        numbers.restart();
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        plane.prediction += numbers.difference(plane);
        row.values[column * plane.kept.count()] = (short) (plane.prediction << low);
    }
}
