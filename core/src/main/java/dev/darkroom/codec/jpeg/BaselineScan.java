// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.util.List;

/** A sequential scan that has all planes in it: each row of units is handed on as soon as it is read. */
final class BaselineScan {
    private final SequentialBlocks blocks;
    private final List<ScanPlane> planes;
    private final List<PlaneBand> bands;
    private final List<int[]> divisors;
    private final Restarts restarts;
    private final int[] block = new int[KeptCoefficients.BLOCK];

    BaselineScan(
            SequentialBlocks blocks,
            List<ScanPlane> planes,
            List<PlaneBand> bands,
            List<int[]> divisors,
            Restarts restarts) {
        this.blocks = blocks;
        this.planes = planes;
        this.bands = bands;
        this.divisors = divisors;
        this.restarts = restarts;
    }

    void decode(int unitsWide, int unitsHigh, PlaneSink sink) throws IOException {
        for (int row = 0; row < unitsHigh; row++) {
            Interruption.check();
            for (int column = 0; column < unitsWide; column++) {
                restarts.ahead();
                for (int plane = 0; plane < planes.size(); plane++) {
                    decodeUnit(plane, column);
                }
                restarts.passed(1);
            }
            for (PlaneBand band : bands) {
                band.emit(sink);
            }
        }
    }

    private void decodeUnit(int index, int unit) throws IOException {
        ScanPlane plane = planes.get(index);
        PlaneBand band = bands.get(index);
        int[] factors = divisors.get(index);
        int horizontal = plane.layout.horizontal();
        int vertical = plane.layout.vertical();
        for (int row = 0; row < vertical; row++) {
            for (int column = unit * horizontal; column < (unit + 1) * horizontal; column++) {
                int last = blocks.decode(plane, factors, block);
                band.put(block, last, column, row);
            }
        }
    }
}
