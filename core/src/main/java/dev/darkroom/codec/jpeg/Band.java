// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/**
 * Which coefficients a scan is about, and how many of their bits (T.81, G.1.2).
 *
 * @param first the first position
 * @param last the last position
 * @param refined how many low bits the scan before withheld: 0 in a first scan
 * @param withheld how many low bits this scan leaves to later ones
 */
record Band(int first, int last, int refined, int withheld) {
    /** All of a block at once. */
    static final Band WHOLE = new Band(0, ZigZag.LENGTH - 1, 0, 0);
}
