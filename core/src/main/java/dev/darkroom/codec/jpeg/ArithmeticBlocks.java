// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** Whole blocks of a sequential picture with arithmetic coding (ITU-T T.81, F.2.4). */
final class ArithmeticBlocks implements StoredBlocks {
    private final ArithmeticMeans means;
    private final ArithmeticBand band;

    ArithmeticBlocks(ArithmeticNumbers numbers) {
        this.means = new ArithmeticMeans(numbers, 0);
        this.band = new ArithmeticBand(numbers, 1, ZigZag.LENGTH - 1, 0);
    }

    @Override
    public void restart() {
        means.restart();
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        means.read(plane, row, column);
        band.read(plane, row, column);
    }
}
