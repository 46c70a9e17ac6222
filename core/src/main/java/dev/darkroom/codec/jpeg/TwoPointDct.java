// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** A quarter of a block's size: sums and differences of four coefficients. */
final class TwoPointDct implements InverseDct {
    private static final int HALF = 4 + (128 << 3);

    @Override
    public void transform(int[] block, int last, byte[] samples, int offset, int stride) {
        int left = block[0] + block[2] + HALF;
        int right = block[1] + block[3];
        int leftBelow = block[0] - block[2] + HALF;
        int rightBelow = block[1] - block[3];
        samples[offset] = InverseDct.sample((left + right) >> 3);
        samples[offset + 1] = InverseDct.sample((left - right) >> 3);
        samples[offset + stride] = InverseDct.sample((leftBelow + rightBelow) >> 3);
        samples[offset + stride + 1] = InverseDct.sample((leftBelow - rightBelow) >> 3);
        block[0] = 0;
        block[1] = 0;
        block[2] = 0;
        block[3] = 0;
    }
}
