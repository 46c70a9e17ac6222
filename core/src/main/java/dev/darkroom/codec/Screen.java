// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.AnimationFrame.Disposal;
import java.awt.Rectangle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * As in browsers: the screen is transparent at first, whatever background colour a file names, and what sticks out of it
 * isn't seen.
 */
/** What is seen of an animation: each frame is painted over what the ones before it have left. */
final class Screen implements Rows {
    private final int width;
    private final int height;
    private final int[] argb;
    private final int[] row;
    private @Nullable AnimationFrame last;
    private int[] covered = {};

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
        this.argb = new int[width * height];
        this.row = new int[width];
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
    public void read(int y, int[] target) {
        System.arraycopy(argb, y * width, target, 0, width);
    }

    /** Whether nothing shows through. */
    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 255) {
                return false;
            }
        }
        return true;
    }

    /** Removes the last frame as it asks for, and paints the next. */
    void paint(AnimationFrame frame, Rows pixels) {
        dispose();
        Rectangle part = seen(frame);
        if (frame.disposal() == Disposal.TAKEN_BACK) {
            covered = copy(part);
        }
        int[] line = pixels.width() > row.length ? new int[pixels.width()] : row;
        for (int y = part.y; y < part.y + part.height; y++) {
            pixels.read(y - frame.y(), line);
            paint(line, y * width + part.x, part.width, frame.blended());
        }
        last = frame;
    }

    private Rectangle seen(AnimationFrame frame) {
        return new Rectangle(frame.x(), frame.y(), frame.width(), frame.height())
                .intersection(new Rectangle(0, 0, width, height));
    }

    private int[] copy(Rectangle part) {
        int[] copy = new int[Math.max(0, part.width) * Math.max(0, part.height)];
        for (int y = 0; y < part.height && part.width > 0; y++) {
            System.arraycopy(argb, (part.y + y) * width + part.x, copy, y * part.width, part.width);
        }
        return copy;
    }

    private void dispose() {
        if (last == null || last.disposal() == Disposal.KEPT) {
            return;
        }
        Rectangle part = seen(last);
        for (int y = 0; y < part.height && part.width > 0; y++) {
            int at = (part.y + y) * width + part.x;
            if (last.disposal() == Disposal.CLEARED) {
                Arrays.fill(argb, at, at + part.width, 0);
            } else {
                System.arraycopy(covered, y * part.width, argb, at, part.width);
            }
        }
        covered = new int[0];
    }

    private void paint(int[] line, int at, int length, boolean blended) {
        for (int i = 0; i < length; i++) {
            argb[at + i] = blended ? over(line[i], argb[at + i]) : line[i];
        }
    }

    private static int over(int front, int back) {
        int alpha = front >>> 24;
        int behind = (back >>> 24) * (255 - alpha) / 255;
        if (behind == 0 || alpha == 0) {
            return alpha == 0 ? back : front;
        }
        int both = alpha + behind;
        return both << 24
                | mixed(front >> 16, alpha, back >> 16, behind, both) << 16
                | mixed(front >> 8, alpha, back >> 8, behind, both) << 8
                | mixed(front, alpha, back, behind, both);
    }

    private static int mixed(int front, int alpha, int back, int behind, int both) {
        return ((front & 0xFF) * alpha + (back & 0xFF) * behind + both / 2) / both;
    }
}
