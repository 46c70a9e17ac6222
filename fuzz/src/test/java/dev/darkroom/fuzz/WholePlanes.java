// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.fuzz;

import dev.darkroom.codec.jpeg.JpegFrame;
import dev.darkroom.codec.plane.PlaneSink;

/** Collects the rows of a JPEG's planes, which must be as many and as long as its frame says. */
final class WholePlanes implements PlaneSink {
    private final JpegFrame frame;
    private final int side;
    private final byte[][] samples;
    private final int[] filled;

    WholePlanes(JpegFrame frame, int side) {
        this.frame = frame;
        this.side = side;
        this.samples = new byte[frame.components().size()][];
        this.filled = new int[samples.length];
        for (int plane = 0; plane < samples.length; plane++) {
            samples[plane] = new byte[width(plane) * frame.planeHeight(plane, side)];
        }
    }

    private int width(int plane) {
        return frame.planeWidth(plane, side);
    }

    @Override
    public void rows(int plane, byte[] rows, int offset, int stride, int count) {
        Target.require(stride >= width(plane), "a row is shorter than its plane is wide");
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows, offset + row * stride, samples[plane], filled[plane], width(plane));
            filled[plane] += width(plane);
        }
    }

    byte[][] samples() {
        for (int plane = 0; plane < samples.length; plane++) {
            Target.require(filled[plane] == samples[plane].length, "rows are missing");
        }
        return samples;
    }
}
