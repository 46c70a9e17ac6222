// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** By how much each frequency is divided: the examples of ITU-T T.81, tables K.1 and K.2, scaled by quality as the IJG's library does. */
final class QuantizationTables {
    private static final int BASELINE_MAX = 255;

    /** T.81, table K.1, row by row. */
    private static final int[] LUMA = {
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99
    };

    /** T.81, table K.2, row by row. */
    private static final int[] CHROMA = {
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99
    };

    private QuantizationTables() {}

    /** Returns the divisors for luma, row by row. */
    static int[] luma(int quality) {
        return scaled(LUMA, quality);
    }

    /** Returns the divisors for chroma, row by row. */
    static int[] chroma(int quality) {
        return scaled(CHROMA, quality);
    }

    private static int[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] divisors = new int[ZigZag.LENGTH];
        for (int place = 0; place < ZigZag.LENGTH; place++) {
            int divisor = (table[place] * percent + 50) / 100;
            divisors[place] = Math.max(1, Math.min(divisor, BASELINE_MAX));
        }
        return divisors;
    }
}
