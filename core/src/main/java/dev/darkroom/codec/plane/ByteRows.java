// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;

/*
 * This is where most of the time goes. One multiplication of 64 bits serves two rows: the number of one stands in the lower
 * half of a long and that of the other in the upper half. No sum outgrows its half; a lower one below zero borrows from the
 * upper one, which gets it back in the end.
 */
/** Narrows rows to bytes, four at a time, and hands them on. */
final class ByteRows implements RowSink {
    private static final int ROWS = 4;

    /** Binary digits behind the point; with the eight before it and the sign, a sum has room for overshooting. */
    private static final int DIGITS = 6;

    private static final int DIGITS_OF_WEIGHTS = 14;
    private static final int DIGITS_OF_SUM = DIGITS + DIGITS_OF_WEIGHTS;
    private static final int HALF = 1 << (DIGITS_OF_SUM - 1);

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
            long one = 0;
            long other = 0;
            for (int tap = 0; tap < count; tap++, weight++) {
                one += weights[weight] * upper[at + tap];
                other += weights[weight] * lower[at + tap];
            }
            output[x] = sample((int) one);
            output[x + length] = sample(high(one));
            output[x + 2 * length] = sample((int) other);
            output[x + 3 * length] = sample(high(other));
        }
    }

    private static int high(long pair) {
        return (int) ((pair - (int) pair) >> Integer.SIZE);
    }

    private static byte sample(int sum) {
        int value = (sum + HALF) >> DIGITS_OF_SUM;
        return (byte) (value < 0 ? 0 : Math.min(value, 255));
    }
}
