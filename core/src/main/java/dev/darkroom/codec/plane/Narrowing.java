// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

/*
 * This is where most of the time goes. All pixels have equally many weights, filled up with a zero, and they are added up
 * four by four without a loop: a loop of ten rounds costs more than what it does.
 */
/** Makes rows narrower, or wider. */
final class Narrowing {
    private static final int AT_ONCE = 4;
    private static final int REST = 2;

    private final int count;
    private final int[] first;
    private final float[] weights;
    private final int from;
    private final int end;

    Narrowing(Taps taps) {
        this.count = (taps.most() + REST - 1) / REST * REST;
        this.first = new int[taps.length()];
        this.weights = new float[taps.length() * count];
        int least = Integer.MAX_VALUE;
        int last = 0;
        for (int x = 0; x < first.length; x++) {
            least = Math.min(least, taps.first(x));
            last = Math.max(last, taps.first(x) + count);
        }
        this.from = least;
        this.end = last;
        for (int x = 0; x < first.length; x++) {
            first[x] = taps.first(x) - from;
            System.arraycopy(taps.weights(x), 0, weights, x * count, taps.weights(x).length);
        }
    }

    /** Returns the first pixel that goes into any other. */
    int from() {
        return from;
    }

    /** Returns the pixel after the last one that is looked at; it may lie behind the end of the row, with weights of 0. */
    int end() {
        return end;
    }

    /** Narrows a row that begins with pixel {@link #from} to bytes. */
    void narrow(float[] row, byte[] output) {
        for (int x = 0, weight = 0; x < output.length; x++, weight += count) {
            int value = (int) (sum(row, first[x], weight) + 0.5f);
            output[x] = (byte) (value < 0 ? 0 : Math.min(value, 255));
        }
    }

    /** Narrows a row that begins with pixel {@link #from}, and leaves the numbers as they are. */
    void narrow(float[] row, float[] output) {
        for (int x = 0, weight = 0; x < output.length; x++, weight += count) {
            output[x] = sum(row, first[x], weight);
        }
    }

    /** Small, so that it becomes part of the loop around it. */
    private float sum(float[] row, int at, int weight) {
        float sum = count % AT_ONCE == 0 ? 0 : two(row, at + count - REST, weight + count - REST);
        if (count >= 4) {
            sum += four(row, at, weight);
        }
        if (count >= 8) {
            sum += four(row, at + 4, weight + 4);
        }
        return count >= 12 ? sum + more(row, at, weight) : sum;
    }

    private float more(float[] row, int at, int weight) {
        float sum = four(row, at + 8, weight + 8);
        if (count >= 16) {
            sum += four(row, at + 12, weight + 12);
        }
        if (count >= 20) {
            sum += four(row, at + 16, weight + 16);
        }
        for (int done = 20; done + AT_ONCE <= count; done += AT_ONCE) {
            sum += four(row, at + done, weight + done);
        }
        return sum;
    }

    private float two(float[] row, int at, int weight) {
        return weights[weight] * row[at] + weights[weight + 1] * row[at + 1];
    }

    private float four(float[] row, int at, int weight) {
        return weights[weight] * row[at]
                + weights[weight + 1] * row[at + 1]
                + weights[weight + 2] * row[at + 2]
                + weights[weight + 3] * row[at + 3];
    }
}
