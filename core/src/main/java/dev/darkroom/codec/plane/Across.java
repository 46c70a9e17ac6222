// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

/** The pixels of a row that go into those of a narrower or wider one: equally many for each, filled up with zeros. */
final class Across {
    private final int count;
    private final int[] first;
    private final float[] weights;
    private final int from;
    private final int end;

    Across(Taps taps) {
        this.count = taps.most();
        this.first = new int[taps.length()];
        this.weights = new float[taps.length() * count];
        int least = Integer.MAX_VALUE;
        int last = 0;
        for (int x = 0; x < first.length; x++) {
            first[x] = taps.first(x);
            least = Math.min(least, first[x]);
            last = Math.max(last, first[x] + count);
            System.arraycopy(taps.weights(x), 0, weights, x * count, taps.weights(x).length);
        }
        this.from = least;
        this.end = last;
    }

    /** Returns how many pixels there will be. */
    int length() {
        return first.length;
    }

    /** Returns how many go into each. */
    int count() {
        return count;
    }

    /** Returns for each the first that goes into it. */
    int[] first() {
        return first;
    }

    /** Returns the weights of the first pixel, then those of the next, and so on. */
    float[] weights() {
        return weights;
    }

    /** Returns the first pixel that goes into any other. */
    int from() {
        return from;
    }

    /** Returns the pixel after the last one that is looked at; it may lie behind the end of the row, with weights of 0. */
    int end() {
        return end;
    }
}
