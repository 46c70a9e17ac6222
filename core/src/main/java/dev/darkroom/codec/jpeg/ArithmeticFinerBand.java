// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** One more bit of a band of coefficients, with arithmetic coding (ITU-T T.81, G.1.3.3). */
final class ArithmeticFinerBand implements StoredBlocks {
    private static final int END = 0;
    private static final int NOT_ZERO = 1;
    private static final int FINER = 2;

    private final ArithmeticNumbers numbers;
    private final KeptCoefficients kept;
    private final int first;
    private final int last;
    private final int low;
    private final long upToLast;

    ArithmeticFinerBand(ArithmeticNumbers numbers, KeptCoefficients kept, ScanHeader scan) {
        this.numbers = numbers;
        this.kept = kept;
        this.first = scan.first();
        this.last = scan.last();
        this.low = scan.low();
        this.upToLast = -1L >>> (63 - last);
    }

    @Override
    public void restart() {
        numbers.restart();
    }

    /** An end can only come behind what is known not to be zero. */
    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        long known = row.nonzero[column];
        int lastKnown = 63 - Long.numberOfLeadingZeros(known & upToLast & ~1L);
        int slot = plane.acTable;
        for (int k = first; k <= last; k++) {
            if (k > lastKnown && numbers.decide(slot, k, END)) {
                return;
            }
            while (isZero(known, k) && !numbers.decide(slot, k, NOT_ZERO)) {
                if (++k > last) {
                    throw BitReader.broken();
                }
            }
            if (isZero(known, k)) {
                put(row, column, k, numbers.even() ? -1 << low : 1 << low);
                row.nonzero[column] |= 1L << k;
            } else if (numbers.decide(slot, k, FINER)) {
                correct(row, column, k);
            }
        }
    }

    private static boolean isZero(long known, int k) {
        return (known >> k & 1) == 0;
    }

    private void put(CoefficientRow row, int column, int k, int value) {
        int place = kept.places()[k];
        if (place != KeptCoefficients.DROPPED) {
            row.values[column * kept.count() + place] = (short) value;
        }
    }

    /** Adds the bit away from zero. */
    private void correct(CoefficientRow row, int column, int k) {
        int place = kept.places()[k];
        if (place != KeptCoefficients.DROPPED) {
            int value = row.values[column * kept.count() + place];
            put(row, column, k, value + (value < 0 ? -1 << low : 1 << low));
        }
    }
}
