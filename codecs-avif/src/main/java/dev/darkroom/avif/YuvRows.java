// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

/*
 * Samples of the colour planes lie in the middle of the pixels that share them, so each pixel takes three quarters
 * from its own sample and one from the next nearest, in both directions. Numbers with a fraction have 16 bits of it.
 */
/** Turns the planes of a decoded picture into rows of opaque pixels. */
final class YuvRows {
    private static final int FRACTION = 16;
    private static final int HALF = 1 << (FRACTION - 1);
    private static final int OPAQUE = 0xFF000000;
    private static final int MIDDLE = 128;
    private static final int IDENTITY = 0;

    private final DecodedFrame frame;
    private final YuvMatrix matrix;
    private final boolean identity;
    private final byte[] luma;
    private final byte[] near;
    private final byte[] far;
    private final int[] blended;
    private final int[][] chroma;
    private final int chromaHeight;

    YuvRows(DecodedFrame frame, ColourInfo info) {
        this.frame = frame;
        this.identity = info.matrix() == IDENTITY && frame.planes() > 1;
        this.matrix = YuvMatrix.of(identity ? 1 : info.matrix(), info.codes().primaries(), info.fullRange());
        int width = frame.size().width();
        int height = frame.size().height();
        int chromaWidth = frame.halfWidth() ? (width + 1) / 2 : width;
        this.chromaHeight = frame.halfHeight() ? (height + 1) / 2 : height;
        this.luma = new byte[width];
        this.near = new byte[chromaWidth];
        this.far = new byte[chromaWidth];
        this.blended = new int[chromaWidth];
        this.chroma = new int[2][width];
        if (identity && (frame.halfWidth() || frame.halfHeight())) {
            throw Rejections.broken("its red and blue are smaller than its green");
        }
    }

    /** Puts the first pixels of a row into the array. */
    void read(int y, int[] argb, int at, int count) {
        frame.read(0, y, luma);
        if (frame.planes() == 1) {
            gray(argb, at, count);
            return;
        }
        upsample(1, y, chroma[0]);
        upsample(2, y, chroma[1]);
        if (identity) {
            greenBlueRed(argb, at, count);
        } else {
            colour(argb, at, count);
        }
    }

    /** Puts the first samples of a row of the first plane, as transparency, into pixels that are opaque. */
    void readAlpha(int y, int[] argb, int at, int count) {
        frame.read(0, y, luma);
        for (int x = 0; x < count; x++) {
            argb[at + x] = (argb[at + x] & ~OPAQUE) | clamped(matrix.luma(luma[x])) << 24;
        }
    }

    private void gray(int[] argb, int at, int count) {
        for (int x = 0; x < count; x++) {
            argb[at + x] = OPAQUE | clamped(matrix.luma(luma[x])) * 0x10101;
        }
    }

    private void greenBlueRed(int[] argb, int at, int count) {
        for (int x = 0; x < count; x++) {
            argb[at + x] = OPAQUE
                    | clamped(matrix.luma((byte) chroma[1][x])) << 16
                    | clamped(matrix.luma(luma[x])) << 8
                    | clamped(matrix.luma((byte) chroma[0][x]));
        }
    }

    private void colour(int[] argb, int at, int count) {
        int[] us = chroma[0];
        int[] vs = chroma[1];
        for (int x = 0; x < count; x++) {
            int light = matrix.luma(luma[x]);
            int u = us[x] - MIDDLE;
            int v = vs[x] - MIDDLE;
            argb[at + x] = OPAQUE
                    | clamped(light + matrix.redU() * u + matrix.redV() * v) << 16
                    | clamped(light + matrix.greenU() * u + matrix.greenV() * v) << 8
                    | clamped(light + matrix.blueU() * u + matrix.blueV() * v);
        }
    }

    private void upsample(int plane, int y, int[] row) {
        blend(plane, y);
        if (!frame.halfWidth()) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (blended[x] + 2) >> 2;
            }
            return;
        }
        int last = blended.length - 1;
        for (int x = 0; x < row.length; x++) {
            int own = x >> 1;
            int next = Math.min(last, Math.max(0, own - 1 + 2 * (x & 1)));
            row[x] = (3 * blended[own] + blended[next] + 8) >> 4;
        }
    }

    /** Puts together four times a row of colour samples. */
    private void blend(int plane, int y) {
        int own = frame.halfHeight() ? y >> 1 : y;
        frame.read(plane, own, near);
        byte[] other = near;
        if (frame.halfHeight()) {
            frame.read(plane, Math.min(chromaHeight - 1, Math.max(0, own + ((y & 1) == 0 ? -1 : 1))), far);
            other = far;
        }
        for (int x = 0; x < blended.length; x++) {
            blended[x] = 3 * Byte.toUnsignedInt(near[x]) + Byte.toUnsignedInt(other[x]);
        }
    }

    private static int clamped(int value) {
        return Math.min(255, Math.max(0, (value + HALF) >> FRACTION));
    }
}
