// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/**
 * A plane as it stands in the file.
 *
 * @param plane which one, from 0
 * @param factor how many of its blocks lie beside each other, and above each other, in an interleaved unit
 * @param tables which of the tables are its own: 0 for luma, 1 for chroma
 * @param tokens its coefficients
 */
record Component(int plane, int factor, int tables, BlockTokens tokens) {

    /** Returns the number by which scans name it: JFIF wants 1, 2, 3. */
    int id() {
        return plane + 1;
    }
}
