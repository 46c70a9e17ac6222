// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/*
 * This is where most of the time goes. One multiplication of 64 bits serves two rows: the number of one stands in the lower
 * half of a long and that of the other in the upper half. A lower one below zero borrows from the upper one, but sums begin
 * so high that none ends there, and none outgrows its half. So each half has its sample's place in a table at the same bits.
 */
/** Narrows rows to bytes, four at a time, and hands them on. */
final class ByteRows implements RowSink {
    private static final int ROWS = 4;

    /** Binary digits behind the point; with the eight before it and the sign, a sum has room for overshooting. */
    private static final int DIGITS = 6;

    private static final int DIGITS_OF_WEIGHTS = 14;
    private static final int DIGITS_OF_SUM = DIGITS + DIGITS_OF_WEIGHTS;

    /** How high sums begin, in samples: filters overshoot by less. */
    private static final int BELOW = 512;

    /** A sum begins with that, and with half a sample for rounding; the same for both halves. */
    private static final long BEGIN = ((2L * BELOW + 1) << (DIGITS_OF_SUM - 1)) * ((1L << Integer.SIZE) + 1);

    /** The samples of sums without the digits behind the point. */
    private static final byte[] SAMPLES = new byte[1 << (Integer.SIZE - DIGITS_OF_SUM - 1)];

    static {
        for (int sum = 0; sum < SAMPLES.length; sum++) {
            SAMPLES[sum] = (byte) Math.max(0, Math.min(sum - BELOW, 255));
        }
    }

    /** What is added to it has {@link #DIGITS} binary digits behind the point in the lowest bits, rounded. */
    private static final float POINT = 1.5f * (1 << (23 - DIGITS));

    private static final int BITS_OF_POINT = Float.floatToRawIntBits(POINT);

    private final int plane;
    private final PlaneSink sink;
    private final int[] first;
    private final int count;
    private final long[] weights;
    private final int from;
    private final int end;
    private final long[] upperRows;
    private final long[] lowerRows;
    private final byte[] output;
    private int rows;

    ByteRows(Across across, int plane, PlaneSink sink) {
        this.plane = plane;
        this.sink = sink;
        this.first = across.first();
        this.count = across.count();
        this.weights = whole(across);
        this.from = across.from();
        this.end = across.end();
        this.upperRows = new long[end];
        this.lowerRows = new long[end];
        this.output = new byte[ROWS * across.length()];
    }

    /** Rounds weights; what that loses or gains is given to the largest, so that what is even stays so. */
    private static long[] whole(Across across) {
        long[] whole = new long[across.weights().length];
        for (int begin = 0; begin < whole.length; begin += across.count()) {
            long missing = 1 << DIGITS_OF_WEIGHTS;
            int largest = begin;
            for (int i = begin; i < begin + across.count(); i++) {
                whole[i] = Math.round(across.weights()[i] * (1 << DIGITS_OF_WEIGHTS));
                missing -= whole[i];
                largest = whole[i] > whole[largest] ? i : largest;
            }
            whole[largest] += missing;
        }
        return whole;
    }

    @Override
    public void row(float[] columns) throws IOException {
        long[] pair = rows < ROWS / 2 ? upperRows : lowerRows;
        if (rows % 2 == 0) {
            putLow(columns, pair);
        } else {
            putHigh(columns, pair);
        }
        rows++;
        if (rows == ROWS) {
            end();
        }
    }

    private void putLow(float[] columns, long[] pair) {
        for (int i = from; i < end; i++) {
            pair[i] = whole(columns[i]);
        }
    }

    private void putHigh(float[] columns, long[] pair) {
        for (int i = from; i < end; i++) {
            pair[i] += (long) whole(columns[i]) << Integer.SIZE;
        }
    }

    /** A cast does the same, but looks after numbers that can't be here, too. */
    private static int whole(float number) {
        return Float.floatToRawIntBits(number + POINT) - BITS_OF_POINT;
    }

    @Override
    public void end() throws IOException {
        if (rows > 0) {
            narrow(upperRows, lowerRows, output.length / ROWS);
            sink.rows(plane, output, 0, output.length / ROWS, rows);
            rows = 0;
        }
    }

    private void narrow(long[] upper, long[] lower, int length) {
        for (int x = 0, weight = 0; x < length; x++) {
            int at = first[x];
            long one = BEGIN;
            long other = BEGIN;
            for (int tap = 0; tap < count; tap++, weight++) {
                one += weights[weight] * upper[at + tap];
                other += weights[weight] * lower[at + tap];
            }
            output[x] = sample(one);
            output[x + length] = sample(one >>> Integer.SIZE);
            output[x + 2 * length] = sample(other);
            output[x + 3 * length] = sample(other >>> Integer.SIZE);
        }
    }

    private static byte sample(long sum) {
        return SAMPLES[(int) (sum >>> DIGITS_OF_SUM) & (SAMPLES.length - 1)];
    }
}
