// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.PlaneSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** All planes of a JPEG, without what lies beyond their edges. */
final class DecodedPlanes implements PlaneSink {
    private final JpegDecoder decoder;
    private final int side;
    private final byte[][] samples;
    private final int[] filled;

    private DecodedPlanes(JpegDecoder decoder, int side) {
        this.decoder = decoder;
        this.side = side;
        int planes = decoder.frame().components().size();
        this.samples = new byte[planes][];
        this.filled = new int[planes];
        for (int plane = 0; plane < planes; plane++) {
            samples[plane] = new byte[width(plane) * height(plane)];
        }
    }

    static DecodedPlanes of(byte[] jpeg, int side) throws IOException {
        JpegDecoder decoder = JpegDecoder.open(new ByteArrayInputStream(jpeg), JpegLimits.USUAL);
        DecodedPlanes planes = new DecodedPlanes(decoder, side);
        decoder.decode(side, planes);
        return planes;
    }

    @Override
    public void rows(int plane, byte[] rows, int offset, int stride, int count) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows, offset + row * stride, samples[plane], filled[plane], width(plane));
            filled[plane] += width(plane);
        }
    }

    int width(int plane) {
        return decoder.frame().planeWidth(plane, side);
    }

    int height(int plane) {
        return decoder.frame().planeHeight(plane, side);
    }

    int sample(int plane, int x, int y) {
        return samples[plane][y * width(plane) + x] & 0xFF;
    }

    byte[] samples(int plane) {
        return samples[plane];
    }

    boolean isFull() {
        for (int plane = 0; plane < samples.length; plane++) {
            if (filled[plane] != samples[plane].length) {
                return false;
            }
        }
        return true;
    }
}
