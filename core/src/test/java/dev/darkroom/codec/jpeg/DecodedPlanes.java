// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.PlaneSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** All planes of a JPEG, without what lies beyond their edges. */
final class DecodedPlanes implements PlaneSink {
    private final JpegDecoder decoder;
    private final int first;
    private final int others;
    private final byte[][] samples;
    private final int[] filled;

    private DecodedPlanes(JpegDecoder decoder, int first, int others) {
        this.decoder = decoder;
        this.first = first;
        this.others = others;
        int planes = decoder.frame().components().size();
        this.samples = new byte[planes][];
        this.filled = new int[planes];
        for (int plane = 0; plane < planes; plane++) {
            samples[plane] = new byte[width(plane) * height(plane)];
        }
    }

    static DecodedPlanes of(byte[] jpeg, int side) throws IOException {
        return of(jpeg, side, side);
    }

    static DecodedPlanes of(byte[] jpeg, int first, int others) throws IOException {
        JpegDecoder decoder = JpegDecoder.open(new ByteArrayInputStream(jpeg), JpegLimits.USUAL);
        DecodedPlanes planes = new DecodedPlanes(decoder, first, others);
        decoder.decode(first, others, planes);
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
        return decoder.frame().planeWidth(plane, plane == 0 ? first : others);
    }

    int height(int plane) {
        return decoder.frame().planeHeight(plane, plane == 0 ? first : others);
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
