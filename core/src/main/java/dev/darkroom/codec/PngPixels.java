// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.plane.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.util.zip.Deflater;

/*
 * A row is written as its differences from what stands beside or above, whichever way has the smallest numbers: that is
 * the choice that the specification suggests (PNG, third edition, 12.7). Numbers of a palette say nothing by their
 * distance, so they are written as they are.
 */
/** Packs the rows of a PNG. */
final class PngPixels {
    private static final int FILTERS = 5;

    /** For pictures with many colours: more takes far longer and gains little. */
    private static final int USUAL_LEVEL = 4;

    private static final int PIECE = 1 << 15;

    private final int distance;
    private final Deflater deflater;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final byte[] piece = new byte[PIECE];
    private final byte[][] candidates;
    private byte[] above;

    private PngPixels(int rowLength, int distance, int filters, int level) {
        this.distance = distance;
        this.deflater = new Deflater(level);
        this.candidates = new byte[filters][1 + rowLength];
        this.above = new byte[rowLength];
        for (int filter = 0; filter < filters; filter++) {
            candidates[filter][0] = (byte) filter;
        }
    }

    /** Packs rows with a byte for each channel. */
    static byte[] ofChannels(int rowLength, int channels, int height, Row rows) throws InterruptedIOException {
        return new PngPixels(rowLength, channels, FILTERS, USUAL_LEVEL).packed(height, rows);
    }

    /** Packs rows of numbers of a palette. */
    static byte[] ofNumbers(int rowLength, int height, Row rows) throws InterruptedIOException {
        return new PngPixels(rowLength, 1, 1, Deflater.BEST_COMPRESSION).packed(height, rows);
    }

    /** Fills in one row after the other, from the top. */
    interface Row {
        void read(int y, byte[] row);
    }

    private byte[] packed(int height, Row rows) throws InterruptedIOException {
        try {
            byte[] row = new byte[above.length];
            for (int y = 0; y < height; y++) {
                Interruption.check();
                rows.read(y, row);
                pack(candidates.length == 1 ? plain(row) : filtered(row));
                byte[] free = above;
                above = row;
                row = free;
            }
            deflater.finish();
            drain();
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private void pack(byte[] filtered) {
        deflater.setInput(filtered);
        drain();
    }

    private void drain() {
        for (int n = deflater.deflate(piece); n > 0; n = deflater.deflate(piece)) {
            packed.write(piece, 0, n);
        }
    }

    private byte[] plain(byte[] row) {
        System.arraycopy(row, 0, candidates[0], 1, row.length);
        return candidates[0];
    }

    private byte[] filtered(byte[] row) {
        int[] sums = new int[FILTERS];
        for (int i = 0; i < row.length; i++) {
            int value = row[i];
            int left = i < distance ? 0 : row[i - distance] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = i < distance ? 0 : above[i - distance] & 0xFF;
            sums[0] += put(0, i, value);
            sums[1] += put(1, i, value - left);
            sums[2] += put(2, i, value - up);
            sums[3] += put(3, i, value - ((left + up) >> 1));
            sums[4] += put(4, i, value - nearest(left, up, corner));
        }
        return candidates[least(sums)];
    }

    /** Writes a difference, and returns how small it is. */
    private int put(int filter, int i, int difference) {
        byte value = (byte) difference;
        candidates[filter][1 + i] = value;
        return Math.abs(value);
    }

    private static int nearest(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private static int least(int[] sums) {
        int least = 0;
        for (int i = 1; i < sums.length; i++) {
            least = sums[i] < sums[least] ? i : least;
        }
        return least;
    }
}
