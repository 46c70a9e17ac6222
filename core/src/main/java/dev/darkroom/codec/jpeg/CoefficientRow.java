// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** A row of blocks of a picture whose scans aren't all read yet. */
final class CoefficientRow {
    /** For each block, a bit for each position in the file that isn't zero, also of coefficients that don't count: later scans depend on it. */
    final long[] nonzero;

    /** The coefficients that count, block by block, each row by row. */
    final short[] values;

    CoefficientRow(int blocks, KeptCoefficients kept) {
        nonzero = new long[kept.last() == 0 ? 0 : blocks];
        values = new short[blocks * kept.count()];
    }
}
