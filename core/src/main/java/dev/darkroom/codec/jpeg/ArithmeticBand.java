// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** A band of coefficients, or its high bits, with arithmetic coding (ITU-T T.81, F.1.4.2 and G.1.3.2). */
final class ArithmeticBand implements StoredBlocks {
    private static final int END = 0;
    private static final int NOT_ZERO = 1;

    private final ArithmeticNumbers numbers;
    private final int first;
    private final int last;
    private final int low;

    ArithmeticBand(ArithmeticNumbers numbers, int first, int last, int low) {
        this.numbers = numbers;
        this.first = first;
        this.last = last;
        this.low = low;
    }

    @Override
    public void restart() {
        numbers.restart();
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        KeptCoefficients kept = plane.kept;
        long nonzero = 0;
        int slot = plane.acTable;
        for (int k = first; k <= last && !numbers.decide(slot, k, END); k++) {
            while (!numbers.decide(slot, k, NOT_ZERO)) {
                if (++k > last) {
                    throw BitReader.broken();
                }
            }
            int place = kept.places()[k];
            int value = numbers.coefficient(slot, k) << low;
            if (place != KeptCoefficients.DROPPED) {
                row.values[column * kept.count() + place] = (short) value;
            }
            nonzero |= 1L << k;
        }
        if (kept.last() > 0) {
            row.nonzero[column] |= nonzero;
        }
    }
}
