// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.PlaneSink;

/** Keeps the scaled planes of one output, until they can be turned upright. */
final class ScaledPlanes implements PlaneSink {
    private final Orientation orientation;
    private final int[] widths;
    private final int[] heights;
    private final int[] rows;
    private final byte[][] samples;

    /** Prepares for planes of this size as stored, all but the first with so many pixels along a sample. */
    ScaledPlanes(Window stored, int planes, int sampling, Orientation orientation) {
        this.orientation = orientation;
        this.widths = new int[planes];
        this.heights = new int[planes];
        this.rows = new int[planes];
        this.samples = new byte[planes][];
        for (int plane = 0; plane < planes; plane++) {
            int pixels = plane == 0 ? 1 : sampling;
            widths[plane] = (stored.outWidth() + pixels - 1) / pixels;
            heights[plane] = (stored.outHeight() + pixels - 1) / pixels;
            samples[plane] = new byte[widths[plane] * heights[plane]];
        }
    }

    @Override
    public void rows(int plane, byte[] from, int offset, int stride, int count) {
        for (int y = 0; y < count; y++, rows[plane]++) {
            System.arraycopy(from, offset + y * stride, samples[plane], rows[plane] * widths[plane], widths[plane]);
        }
    }

    int planes() {
        return samples.length;
    }

    /** Returns the width of a plane after it was turned. */
    int width(int plane) {
        return orientation.turned() ? heights[plane] : widths[plane];
    }

    /** Returns the height of a plane after it was turned. */
    int height(int plane) {
        return orientation.turned() ? widths[plane] : heights[plane];
    }

    /** Returns the samples of a plane, upright. */
    byte[] upright(int plane) {
        byte[] stored = samples[plane];
        if (orientation.isUpright()) {
            return stored;
        }
        int width = widths[plane];
        int height = heights[plane];
        byte[] turned = new byte[stored.length];
        for (int y = 0, at = 0; y < height; y++) {
            int target = orientation.target(0, y, width, height);
            int step = width == 1 ? 0 : orientation.target(1, y, width, height) - target;
            for (int x = 0; x < width; x++, at++, target += step) {
                turned[target] = stored[at];
            }
        }
        return turned;
    }
}
