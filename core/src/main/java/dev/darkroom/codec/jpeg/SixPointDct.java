// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/*
 * A line of six has three waves that are the same in its mirror, and three that turn about. Written out for both halves,
 * with the factor of the square root of two that these coefficients carry, all but three multiplications fall away.
 */
/** Three quarters of a block's size: the 36 lowest frequencies (ITU-T T.81, A.3.3, with six points). */
final class SixPointDct implements InverseDct {
    private static final int SIDE = 6;

    private static final int C_0_366 = 2998;
    private static final int C_0_707 = 5793;
    private static final int C_1_225 = 10033;

    private final int[] columns = new int[SIDE * SIDE];

    @Override
    public void transform(int[] block, int last, byte[] samples, int offset, int stride) {
        if (last == 0) {
            InverseDct.fill(block, SIDE, samples, offset, stride);
            return;
        }
        columns(block, columns);
        rows(columns, samples, offset, stride);
    }

    private static void columns(int[] in, int[] out) {
        for (int c = 0; c < SIDE; c++) {
            int in1 = in[c + 6];
            int in3 = in[c + 18];
            int in5 = in[c + 30];
            int mean = (in[c] << FRACTION) + COLUMN_HALF;
            int fourth = in[c + 24] * C_0_707;
            int second = in[c + 12] * C_1_225;
            int even0 = mean + fourth + second;
            int even1 = mean - 2 * fourth;
            int even2 = mean + fourth - second;
            int common = (in1 + in5) * C_0_366;
            int odd0 = common + ((in1 + in3) << FRACTION);
            int odd1 = (in1 - in3 - in5) << FRACTION;
            int odd2 = common + ((in5 - in3) << FRACTION);

            out[c] = (even0 + odd0) >> COLUMN_SHIFT;
            out[c + 6] = (even1 + odd1) >> COLUMN_SHIFT;
            out[c + 12] = (even2 + odd2) >> COLUMN_SHIFT;
            out[c + 18] = (even2 - odd2) >> COLUMN_SHIFT;
            out[c + 24] = (even1 - odd1) >> COLUMN_SHIFT;
            out[c + 30] = (even0 - odd0) >> COLUMN_SHIFT;

            in[c] = 0;
            in[c + 6] = 0;
            in[c + 12] = 0;
            in[c + 18] = 0;
            in[c + 24] = 0;
            in[c + 30] = 0;
        }
    }

    private static void rows(int[] in, byte[] samples, int offset, int stride) {
        int to = offset;
        for (int r = 0; r < SIDE * SIDE; r += SIDE) {
            int in1 = in[r + 1];
            int in3 = in[r + 3];
            int in5 = in[r + 5];
            int mean = (in[r] << FRACTION) + ROW_HALF;
            int fourth = in[r + 4] * C_0_707;
            int second = in[r + 2] * C_1_225;
            int even0 = mean + fourth + second;
            int even1 = mean - 2 * fourth;
            int even2 = mean + fourth - second;
            int common = (in1 + in5) * C_0_366;
            int odd0 = common + ((in1 + in3) << FRACTION);
            int odd1 = (in1 - in3 - in5) << FRACTION;
            int odd2 = common + ((in5 - in3) << FRACTION);

            samples[to] = InverseDct.sample((even0 + odd0) >> ROW_SHIFT);
            samples[to + 1] = InverseDct.sample((even1 + odd1) >> ROW_SHIFT);
            samples[to + 2] = InverseDct.sample((even2 + odd2) >> ROW_SHIFT);
            samples[to + 3] = InverseDct.sample((even2 - odd2) >> ROW_SHIFT);
            samples[to + 4] = InverseDct.sample((even1 - odd1) >> ROW_SHIFT);
            samples[to + 5] = InverseDct.sample((even0 - odd0) >> ROW_SHIFT);
            to += stride;
        }
    }
}
