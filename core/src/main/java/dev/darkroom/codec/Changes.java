// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.Rectangle;
import java.util.Arrays;

/** Finds where one picture differs from another of the same size. */
final class Changes {
    private Changes() {}

    /** Returns the smallest part with all differences in it. */
    static Rectangle between(Pixels before, Pixels after) {
        int top = 0;
        while (top < after.height() - 1 && first(before, after, top) < 0) {
            top++;
        }
        int bottom = after.height() - 1;
        while (bottom > top && first(before, after, bottom) < 0) {
            bottom--;
        }
        int left = after.width() - 1;
        int right = 0;
        for (int y = top; y <= bottom; y++) {
            int first = first(before, after, y);
            if (first >= 0) {
                left = Math.min(left, first);
                right = Math.max(right, last(before, after, y));
            }
        }
        return new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }

    private static int first(Pixels before, Pixels after, int y) {
        int from = y * after.width();
        int to = from + after.width();
        return Arrays.mismatch(before.data(), from, to, after.data(), from, to);
    }

    private static int last(Pixels before, Pixels after, int y) {
        int x = after.width() - 1;
        while (before.data()[y * after.width() + x] == after.data()[y * after.width() + x]) {
            x--;
        }
        return x;
    }

    /** Returns a part of a picture. */
    static Pixels part(Pixels whole, Rectangle part) {
        if (part.width == whole.width() && part.height == whole.height()) {
            return whole;
        }
        int[] argb = new int[part.width * part.height];
        for (int y = 0; y < part.height; y++) {
            System.arraycopy(whole.data(), (part.y + y) * whole.width() + part.x, argb, y * part.width, part.width);
        }
        return new Pixels(part.width, part.height, argb);
    }
}
