// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** An eighth of a block's size: its mean. */
final class OnePointDct implements InverseDct {

    @Override
    public void transform(int[] block, int last, byte[] samples, int offset, int stride) {
        samples[offset] = InverseDct.sample(((block[0] + 4) >> 3) + 128);
        block[0] = 0;
    }
}
