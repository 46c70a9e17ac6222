// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * The algorithm of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) with 12 multiplications a line, in integers of 13 bits
 * behind the point as in libjpeg's jidctint.c, whose results it gives bit by bit. Most blocks of photos have only low
 * frequencies: when all of them are among the first four of each direction, half of each line falls away.
 */

/** The inverse cosine transform at full size (ITU-T T.81, A.3.3): columns first, then rows, each into its samples. */
final class EightPointDct implements InverseDct {
    /** The last position in the file at which all coefficients so far are among the first four of both directions. */
    private static final int LAST_OF_CORNER = 9;

    private static final int C_0_298 = 2446;
    private static final int C_0_390 = 3196;
    private static final int C_0_541 = 4433;
    private static final int C_0_765 = 6270;
    private static final int C_0_899 = 7373;
    private static final int C_1_175 = 9633;
    private static final int C_1_501 = 12299;
    private static final int C_1_847 = 15137;
    private static final int C_1_961 = 16069;
    private static final int C_2_053 = 16819;
    private static final int C_2_562 = 20995;
    private static final int C_3_072 = 25172;

    private final int[] columns = new int[ZigZag.LENGTH];

    @Override
    public void transform(int[] block, int last, byte[] samples, int offset, int stride) {
        if (last == 0) {
            InverseDct.fill(block, 8, samples, offset, stride);
        } else if (last <= LAST_OF_CORNER) {
            cornerColumns(block, columns);
            cornerRows(columns, samples, offset, stride);
        } else {
            allColumns(block, columns);
            allRows(columns, samples, offset, stride);
        }
    }

    private static void allColumns(int[] in, int[] out) {
        for (int c = 0; c < 8; c++) {
            int in1 = in[c + 8];
            int in2 = in[c + 16];
            int in3 = in[c + 24];
            int in4 = in[c + 32];
            int in5 = in[c + 40];
            int in6 = in[c + 48];
            int in7 = in[c + 56];
            if ((in1 | in2 | in3 | in4 | in5 | in6 | in7) == 0) {
                flatColumn(in, out, c);
                continue;
            }
            int common = (in2 + in6) * C_0_541;
            int even2 = common - in6 * C_1_847;
            int even3 = common + in2 * C_0_765;
            int sum = ((in[c] + in4) << FRACTION) + COLUMN_HALF;
            int difference = ((in[c] - in4) << FRACTION) + COLUMN_HALF;

            int z5 = (in7 + in3 + in5 + in1) * C_1_175;
            int z1 = (in7 + in1) * -C_0_899;
            int z2 = (in5 + in3) * -C_2_562;
            int z3 = (in7 + in3) * -C_1_961 + z5;
            int z4 = (in5 + in1) * -C_0_390 + z5;
            int odd0 = in7 * C_0_298 + z1 + z3;
            int odd1 = in5 * C_2_053 + z2 + z4;
            int odd2 = in3 * C_3_072 + z2 + z3;
            int odd3 = in1 * C_1_501 + z1 + z4;

            out[c] = (sum + even3 + odd3) >> COLUMN_SHIFT;
            out[c + 8] = (difference + even2 + odd2) >> COLUMN_SHIFT;
            out[c + 16] = (difference - even2 + odd1) >> COLUMN_SHIFT;
            out[c + 24] = (sum - even3 + odd0) >> COLUMN_SHIFT;
            out[c + 32] = (sum - even3 - odd0) >> COLUMN_SHIFT;
            out[c + 40] = (difference - even2 - odd1) >> COLUMN_SHIFT;
            out[c + 48] = (difference + even2 - odd2) >> COLUMN_SHIFT;
            out[c + 56] = (sum + even3 - odd3) >> COLUMN_SHIFT;

            in[c] = 0;
            in[c + 8] = 0;
            in[c + 16] = 0;
            in[c + 24] = 0;
            in[c + 32] = 0;
            in[c + 40] = 0;
            in[c + 48] = 0;
            in[c + 56] = 0;
        }
    }

    private static void flatColumn(int[] in, int[] out, int c) {
        int value = in[c] << EXTRA;
        in[c] = 0;
        for (int place = c; place < ZigZag.LENGTH; place += 8) {
            out[place] = value;
        }
    }

    private static void allRows(int[] in, byte[] samples, int offset, int stride) {
        int to = offset;
        for (int r = 0; r < ZigZag.LENGTH; r += 8) {
            int in1 = in[r + 1];
            int in2 = in[r + 2];
            int in3 = in[r + 3];
            int in5 = in[r + 5];
            int in6 = in[r + 6];
            int in7 = in[r + 7];
            int common = (in2 + in6) * C_0_541;
            int even2 = common - in6 * C_1_847;
            int even3 = common + in2 * C_0_765;
            int sum = ((in[r] + in[r + 4]) << FRACTION) + ROW_HALF;
            int difference = ((in[r] - in[r + 4]) << FRACTION) + ROW_HALF;

            int z5 = (in7 + in3 + in5 + in1) * C_1_175;
            int z1 = (in7 + in1) * -C_0_899;
            int z2 = (in5 + in3) * -C_2_562;
            int z3 = (in7 + in3) * -C_1_961 + z5;
            int z4 = (in5 + in1) * -C_0_390 + z5;
            int odd0 = in7 * C_0_298 + z1 + z3;
            int odd1 = in5 * C_2_053 + z2 + z4;
            int odd2 = in3 * C_3_072 + z2 + z3;
            int odd3 = in1 * C_1_501 + z1 + z4;

            samples[to] = InverseDct.sample((sum + even3 + odd3) >> ROW_SHIFT);
            samples[to + 1] = InverseDct.sample((difference + even2 + odd2) >> ROW_SHIFT);
            samples[to + 2] = InverseDct.sample((difference - even2 + odd1) >> ROW_SHIFT);
            samples[to + 3] = InverseDct.sample((sum - even3 + odd0) >> ROW_SHIFT);
            samples[to + 4] = InverseDct.sample((sum - even3 - odd0) >> ROW_SHIFT);
            samples[to + 5] = InverseDct.sample((difference - even2 - odd1) >> ROW_SHIFT);
            samples[to + 6] = InverseDct.sample((difference + even2 - odd2) >> ROW_SHIFT);
            samples[to + 7] = InverseDct.sample((sum + even3 - odd3) >> ROW_SHIFT);
            to += stride;
        }
    }

    private static void cornerColumns(int[] in, int[] out) {
        for (int c = 0; c < 4; c++) {
            int in1 = in[c + 8];
            int in2 = in[c + 16];
            int in3 = in[c + 24];
            int even2 = in2 * C_0_541;
            int even3 = in2 * (C_0_541 + C_0_765);
            int sum = (in[c] << FRACTION) + COLUMN_HALF;
            int odd0 = in1 * (C_1_175 - C_0_899) + in3 * (C_1_175 - C_1_961);
            int odd1 = in1 * (C_1_175 - C_0_390) + in3 * (C_1_175 - C_2_562);
            int odd2 = in1 * C_1_175 + in3 * (C_1_175 + C_3_072 - C_2_562 - C_1_961);
            int odd3 = in1 * (C_1_175 + C_1_501 - C_0_899 - C_0_390) + in3 * C_1_175;

            out[c] = (sum + even3 + odd3) >> COLUMN_SHIFT;
            out[c + 8] = (sum + even2 + odd2) >> COLUMN_SHIFT;
            out[c + 16] = (sum - even2 + odd1) >> COLUMN_SHIFT;
            out[c + 24] = (sum - even3 + odd0) >> COLUMN_SHIFT;
            out[c + 32] = (sum - even3 - odd0) >> COLUMN_SHIFT;
            out[c + 40] = (sum - even2 - odd1) >> COLUMN_SHIFT;
            out[c + 48] = (sum + even2 - odd2) >> COLUMN_SHIFT;
            out[c + 56] = (sum + even3 - odd3) >> COLUMN_SHIFT;

            in[c] = 0;
            in[c + 8] = 0;
            in[c + 16] = 0;
            in[c + 24] = 0;
        }
    }

    private static void cornerRows(int[] in, byte[] samples, int offset, int stride) {
        int to = offset;
        for (int r = 0; r < ZigZag.LENGTH; r += 8) {
            int in1 = in[r + 1];
            int in2 = in[r + 2];
            int in3 = in[r + 3];
            int even2 = in2 * C_0_541;
            int even3 = in2 * (C_0_541 + C_0_765);
            int sum = (in[r] << FRACTION) + ROW_HALF;
            int odd0 = in1 * (C_1_175 - C_0_899) + in3 * (C_1_175 - C_1_961);
            int odd1 = in1 * (C_1_175 - C_0_390) + in3 * (C_1_175 - C_2_562);
            int odd2 = in1 * C_1_175 + in3 * (C_1_175 + C_3_072 - C_2_562 - C_1_961);
            int odd3 = in1 * (C_1_175 + C_1_501 - C_0_899 - C_0_390) + in3 * C_1_175;

            samples[to] = InverseDct.sample((sum + even3 + odd3) >> ROW_SHIFT);
            samples[to + 1] = InverseDct.sample((sum + even2 + odd2) >> ROW_SHIFT);
            samples[to + 2] = InverseDct.sample((sum - even2 + odd1) >> ROW_SHIFT);
            samples[to + 3] = InverseDct.sample((sum - even3 + odd0) >> ROW_SHIFT);
            samples[to + 4] = InverseDct.sample((sum - even3 - odd0) >> ROW_SHIFT);
            samples[to + 5] = InverseDct.sample((sum - even2 - odd1) >> ROW_SHIFT);
            samples[to + 6] = InverseDct.sample((sum + even2 - odd2) >> ROW_SHIFT);
            samples[to + 7] = InverseDct.sample((sum + even3 - odd3) >> ROW_SHIFT);
            to += stride;
        }
    }
}
