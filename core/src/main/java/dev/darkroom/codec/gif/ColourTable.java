// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.gif;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/*
 * Wu's idea, as for palettes: cut again and again the group with the largest variance. There it is a handful of colours
 * from a small copy, weighed in Lab; here it is 256 for every frame, so it is done in RGB with arrays.
 */
/** The colours that a frame is drawn with. */
final class ColourTable {
    static final int MOST = 256;

    private static final int BITS = 6;
    private static final int DROPPED = 8 - BITS;

    private final int[] colours;
    private final boolean exact;
    /** The nearest colour's number and 1 for each coarse colour that was asked for. */
    private final short[] nearest = new short[1 << (3 * BITS)];

    private ColourTable(int[] colours, boolean exact) {
        this.colours = colours;
        this.exact = exact;
    }

    /** Chooses at most so many colours for the opaque pixels of a picture. */
    static ColourTable of(int[] argb, int most) {
        int[] few = few(argb, most);
        return few.length <= most
                ? new ColourTable(few, true)
                : new ColourTable(chosen(Histogram.of(argb), most), false);
    }

    /** Returns the picture's colours, or more than so many where it has more. */
    private static int[] few(int[] argb, int most) {
        int[] found = new int[most + 1];
        int count = 0;
        for (int pixel : argb) {
            int at = pixel < 0 ? Arrays.binarySearch(found, 0, count, pixel & 0xFFFFFF) : 0;
            if (at < 0) {
                System.arraycopy(found, -at - 1, found, -at, count + at + 1);
                found[-at - 1] = pixel & 0xFFFFFF;
                if (++count > most) {
                    return found;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int[] chosen(Histogram histogram, int most) {
        PriorityQueue<ColourBox> boxes = new PriorityQueue<>(
                Comparator.comparingDouble(ColourBox::spread).reversed());
        boxes.add(new ColourBox(histogram, 0, histogram.size()));
        while (boxes.size() < most && boxes.element().spread() > 0) {
            ColourBox widest = boxes.remove();
            List<ColourBox> halves = widest.cut();
            if (halves.isEmpty()) {
                boxes.add(widest);
                break;
            }
            boxes.addAll(halves);
        }
        return boxes.stream().mapToInt(ColourBox::colour).toArray();
    }

    /** Whether every colour of the picture is in it. */
    boolean isExact() {
        return exact;
    }

    int size() {
        return colours.length;
    }

    /** Returns the colour with this number, as 0xRRGGBB. */
    int colour(int index) {
        return colours[index];
    }

    /** Returns the number of a colour, or of one that is next to it. */
    int find(int rgb) {
        return exact ? Arrays.binarySearch(colours, rgb & 0xFFFFFF) : near(rgb);
    }

    private int near(int rgb) {
        int key = (rgb >> 16 & 0xFF) >> DROPPED << (2 * BITS)
                | (rgb >> 8 & 0xFF) >> DROPPED << BITS
                | (rgb & 0xFF) >> DROPPED;
        if (nearest[key] == 0) {
            nearest[key] = (short) (searched(rgb) + 1);
        }
        return nearest[key] - 1;
    }

    private int searched(int rgb) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = distance(colours[i], rgb);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int channel = 0; channel < Histogram.CHANNELS; channel++) {
            int shift = 16 - 8 * channel;
            int off = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            sum += Histogram.weight(channel) * off * off;
        }
        return sum;
    }
}
