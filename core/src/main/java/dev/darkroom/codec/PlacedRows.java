// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Arrays;

/** Rows of a frame that lies somewhere on a larger screen, which is transparent around it. */
final class PlacedRows implements Rows {
    private final Rows frame;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final int[] row;

    PlacedRows(Rows frame, int left, int top, int width, int height) {
        this.frame = frame;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.row = new int[frame.width()];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void read(int y, int[] argb) {
        Arrays.fill(argb, 0, width, 0);
        if (y >= top && y < top + frame.height()) {
            frame.read(y - top, row);
            System.arraycopy(row, 0, argb, left, row.length);
        }
    }
}
