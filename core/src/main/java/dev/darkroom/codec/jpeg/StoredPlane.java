// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The coefficients of a plane that comes in several scans. Rows of blocks take memory when the first scan reaches them. */
final class StoredPlane {
    private static final int MISSING = 99;

    private final PlaneLayout layout;
    private final KeptCoefficients kept;
    private final @Nullable CoefficientRow[] rows;
    private final int[] lowestBits = new int[ZigZag.LENGTH];
    private int @Nullable [] divisors;

    StoredPlane(PlaneLayout layout, int unitsHigh, KeptCoefficients kept) {
        this.layout = layout;
        this.kept = kept;
        this.rows = new CoefficientRow[unitsHigh * layout.vertical()];
        Arrays.fill(lowestBits, MISSING);
    }

    PlaneLayout layout() {
        return layout;
    }

    KeptCoefficients kept() {
        return kept;
    }

    CoefficientRow row(int number) {
        CoefficientRow row = rows[number];
        if (row == null) {
            row = new CoefficientRow(layout.paddedWide(), kept);
            rows[number] = row;
        }
        return row;
    }

    /** Gives a row's memory back. */
    void drop(int number) {
        rows[number] = null;
    }

    /** Notes that a scan has coded some positions down to a bit, with the divisors that count from its first scan on. */
    void coded(int first, int last, int lowestBit, int[] current) {
        Arrays.fill(lowestBits, first, last + 1, lowestBit);
        if (divisors == null) {
            divisors = current;
        }
    }

    /** Whether the means of all blocks are known, so that there is something to see. */
    boolean isVisible() {
        return lowestBits[0] != MISSING;
    }

    /** Whether no scan is missing. */
    boolean isComplete() {
        return Arrays.stream(lowestBits).allMatch(bit -> bit == 0);
    }

    int[] divisors() {
        return divisors == null ? new int[ZigZag.LENGTH] : divisors;
    }
}
