// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.gif;

import dev.darkroom.codec.plane.Interruption;
import java.io.InterruptedIOException;
import java.util.Arrays;

/** Draws a picture with the colours of a table; by how much a pixel is off, its neighbours make up for (Floyd-Steinberg). */
final class Dithering {
    private static final int SHARES = 16;
    private static final int TO_RIGHT = 7;
    private static final int TO_LEFT_BELOW = 3;
    private static final int BELOW = 5;
    private static final int TO_RIGHT_BELOW = 1;

    private final ColourTable table;
    private final int width;
    private final byte clear;
    /** Sixteenths by which the pixels of this row and the next are to be changed, with a pixel's room at both ends. */
    private int[] here;

    private int[] below;

    Dithering(ColourTable table, int width, int clear) {
        this.table = table;
        this.width = width;
        this.clear = (byte) clear;
        this.here = new int[3 * (width + 2)];
        this.below = new int[3 * (width + 2)];
    }

    /** Returns each pixel's number in the table. */
    byte[] draw(int[] argb) throws InterruptedIOException {
        byte[] numbers = new byte[argb.length];
        for (int start = 0; start < argb.length; start += width) {
            Interruption.check();
            if (table.isExact()) {
                exactRow(argb, start, numbers);
            } else {
                row(argb, start, numbers);
            }
        }
        return numbers;
    }

    private void exactRow(int[] argb, int start, byte[] numbers) {
        for (int i = start; i < start + width; i++) {
            numbers[i] = argb[i] < 0 ? (byte) table.find(argb[i]) : clear;
        }
    }

    private void row(int[] argb, int start, byte[] numbers) {
        for (int x = 0; x < width; x++) {
            int pixel = argb[start + x];
            numbers[start + x] = pixel < 0 ? (byte) drawn(pixel, 3 * (x + 1)) : clear;
        }
        int[] done = here;
        here = below;
        below = done;
        Arrays.fill(below, 0);
    }

    private int drawn(int pixel, int at) {
        int red = changed(pixel >> 16 & 0xFF, here[at]);
        int green = changed(pixel >> 8 & 0xFF, here[at + 1]);
        int blue = changed(pixel & 0xFF, here[at + 2]);
        int number = table.find(red << 16 | green << 8 | blue);
        int colour = table.colour(number);
        spread(red - (colour >> 16 & 0xFF), at);
        spread(green - (colour >> 8 & 0xFF), at + 1);
        spread(blue - (colour & 0xFF), at + 2);
        return number;
    }

    private static int changed(int value, int sixteenths) {
        return Math.max(0, Math.min(255, value + ((sixteenths + SHARES / 2) >> 4)));
    }

    private void spread(int off, int at) {
        here[at + 3] += TO_RIGHT * off;
        below[at - 3] += TO_LEFT_BELOW * off;
        below[at] += BELOW * off;
        below[at + 3] += TO_RIGHT_BELOW * off;
    }
}
