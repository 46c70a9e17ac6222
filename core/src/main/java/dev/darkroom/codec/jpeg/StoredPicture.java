// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.util.List;

/** Turns stored coefficients into rows, and gives back their memory on the way. */
final class StoredPicture {
    private final List<StoredPlane> planes;
    private final List<PlaneBand> bands;
    private final int[] block = new int[KeptCoefficients.BLOCK];

    StoredPicture(List<StoredPlane> planes, List<PlaneBand> bands) {
        this.planes = planes;
        this.bands = bands;
    }

    void emit(int unitsHigh, PlaneSink sink) throws IOException {
        for (int y = 0; y < unitsHigh; y++) {
            Interruption.check();
            for (int plane = 0; plane < planes.size(); plane++) {
                emit(planes.get(plane), bands.get(plane), y);
                bands.get(plane).emit(sink);
            }
        }
    }

    private void emit(StoredPlane plane, PlaneBand band, int y) {
        int vertical = plane.layout().vertical();
        for (int row = 0; row < vertical; row++) {
            CoefficientRow coefficients = plane.row(y * vertical + row);
            for (int column = 0; column < plane.layout().blocksWide(); column++) {
                int last = multiply(coefficients, column, plane.kept(), plane.divisors());
                band.put(block, last, column, row);
            }
            plane.drop(y * vertical + row);
        }
    }

    /** Multiplies a block's coefficients by their divisors, and returns the last position in the file that isn't zero. */
    private int multiply(CoefficientRow row, int column, KeptCoefficients kept, int[] divisors) {
        int base = column * kept.count();
        block[0] = row.values[base] * divisors[0];
        if (kept.last() == 0) {
            return 0;
        }
        long left = row.nonzero[column] & kept.mask() & ~1L;
        int last = left == 0 ? 0 : 63 - Long.numberOfLeadingZeros(left);
        int[] places = kept.places();
        while (left != 0) {
            int position = Long.numberOfTrailingZeros(left);
            int place = places[position];
            block[place] = row.values[base + place] * divisors[position];
            left &= left - 1;
        }
        return last;
    }
}
