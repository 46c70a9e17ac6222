// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * Colours are put into boxes of 16 x 16 x 16 x 16. For each box that is asked for it is found out once which of the given
 * colours can be the nearest to anything in it: those whose nearest corner is no farther than the farthest corner of any
 * other. Of 256 there are some five left.
 */
/** Finds the nearest of some colours, all with alpha multiplied in. */
final class NearestColour {
    private static final int CHANNELS = 4;

    /** How much a difference of alpha, red, green and blue counts. */
    private static final int[] WEIGHTS = {4, 2, 4, 3};

    private static final int BOX = 16;
    private static final int BOXES = 1 << 16;

    private final int[] colours;
    private final int[] @Nullable [] candidates = new int[BOXES][];

    NearestColour(int[] colours) {
        this.colours = colours.clone();
    }

    /** Returns alpha, red, green or blue. */
    static int channel(int colour, int channel) {
        return colour >>> (Integer.SIZE - Byte.SIZE * (channel + 1)) & 0xFF;
    }

    /** Returns the number of the nearest colour. */
    int to(int wanted) {
        int nearest = 0;
        int least = Integer.MAX_VALUE;
        for (int number : candidates(wanted)) {
            int distance = distance(wanted, colours[number]);
            if (distance < least) {
                least = distance;
                nearest = number;
            }
        }
        return nearest;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int difference = channel(one, channel) - channel(other, channel);
            sum += WEIGHTS[channel] * difference * difference;
        }
        return sum;
    }

    private int[] candidates(int wanted) {
        int box = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            box = box * BOX + channel(wanted, channel) / BOX;
        }
        int[] known = candidates[box];
        if (known == null) {
            known = find(wanted & 0xF0F0F0F0);
            candidates[box] = known;
        }
        return known;
    }

    private int[] find(int corner) {
        int enough = Integer.MAX_VALUE;
        for (int colour : colours) {
            enough = Math.min(enough, farthest(corner, colour));
        }
        int[] found = new int[colours.length];
        int count = 0;
        for (int number = 0; number < colours.length; number++) {
            if (nearest(corner, colours[number]) <= enough) {
                found[count++] = number;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int farthest(int corner, int colour) {
        int sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int from = channel(corner, channel);
            int value = channel(colour, channel);
            int difference = Math.max(Math.abs(value - from), Math.abs(value - from - BOX + 1));
            sum += WEIGHTS[channel] * difference * difference;
        }
        return sum;
    }

    private static int nearest(int corner, int colour) {
        int sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int from = channel(corner, channel);
            int value = channel(colour, channel);
            int difference = Math.max(0, Math.max(from - value, value - from - BOX + 1));
            sum += WEIGHTS[channel] * difference * difference;
        }
        return sum;
    }
}
