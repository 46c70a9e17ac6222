// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** Half the size of a block: the sixteen lowest frequencies, with the even half of {@link EightPointDct}'s lines. */
final class FourPointDct implements InverseDct {
    private static final int SIDE = 4;

    private static final int C_0_541 = 4433;
    private static final int C_0_765 = 6270;
    private static final int C_1_847 = 15137;

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
            int in1 = in[c + 4];
            int in3 = in[c + 12];
            int sum = ((in[c] + in[c + 8]) << FRACTION) + COLUMN_HALF;
            int difference = ((in[c] - in[c + 8]) << FRACTION) + COLUMN_HALF;
            int common = (in1 + in3) * C_0_541;
            int odd0 = common + in1 * C_0_765;
            int odd1 = common - in3 * C_1_847;
            out[c] = (sum + odd0) >> COLUMN_SHIFT;
            out[c + 4] = (difference + odd1) >> COLUMN_SHIFT;
            out[c + 8] = (difference - odd1) >> COLUMN_SHIFT;
            out[c + 12] = (sum - odd0) >> COLUMN_SHIFT;
            in[c] = 0;
            in[c + 4] = 0;
            in[c + 8] = 0;
            in[c + 12] = 0;
        }
    }

    private static void rows(int[] in, byte[] samples, int offset, int stride) {
        int to = offset;
        for (int r = 0; r < SIDE * SIDE; r += SIDE) {
            int in1 = in[r + 1];
            int in3 = in[r + 3];
            int sum = ((in[r] + in[r + 2]) << FRACTION) + ROW_HALF;
            int difference = ((in[r] - in[r + 2]) << FRACTION) + ROW_HALF;
            int common = (in1 + in3) * C_0_541;
            int odd0 = common + in1 * C_0_765;
            int odd1 = common - in3 * C_1_847;
            samples[to] = InverseDct.sample((sum + odd0) >> ROW_SHIFT);
            samples[to + 1] = InverseDct.sample((difference + odd1) >> ROW_SHIFT);
            samples[to + 2] = InverseDct.sample((difference - odd1) >> ROW_SHIFT);
            samples[to + 3] = InverseDct.sample((sum - odd0) >> ROW_SHIFT);
            to += stride;
        }
    }
}
