// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.IOException;
import java.util.function.Function;

/*
 * Small outputs are made from a level that was halved before, by averages, instead of each walking over the whole plane
 * again. A level is halved only as long as it keeps so many more pixels than the output that the averages can't be seen.
 */
/** Makes several outputs from the rows of one plane, which pass through once, from the top. */
public final class PlaneScaler {
    private final Level whole;
    private final int width;
    private final int height;
    private boolean prepared;
    private int rows;

    /** Prepares for a plane of this size. */
    public PlaneScaler(int width, int height) {
        this.width = width;
        this.height = height;
        this.whole = new Level(width, height);
    }

    /**
     * Adds an output.
     *
     * @param reserve at least how many pixels, along either side, are left to go into one of the output
     * @param lobes 3 for what the eye sees sharply, 2 for what it doesn't
     * @param plane the number by which the sink knows this plane
     */
    public void add(Axis across, Axis down, double reserve, int lobes, int plane, PlaneSink sink) {
        add(across, down, reserve, lobes, pixels -> new ByteRows(pixels, plane, sink));
    }

    /** Adds an output in full precision; see {@link #add(Axis, Axis, double, int, int, PlaneSink)}. */
    public void add(Axis across, Axis down, double reserve, int lobes, int plane, FineSink sink) {
        add(across, down, reserve, lobes, pixels -> new FineRows(pixels, plane, sink));
    }

    private void add(Axis across, Axis down, double reserve, int lobes, Function<Across, RowSink> sink) {
        Level level = whole;
        double factor = 1;
        while (Math.min(across.step(), down.step()) / (2 * factor) >= reserve) {
            level = level.half();
            factor *= 2;
        }
        level.add(across.shrunk(factor), down.shrunk(factor), lobes, sink);
    }

    /** Takes rows of unsigned bytes. */
    public void rows(byte[] samples, int offset, int stride, int count) throws IOException {
        for (int y = 0; y < count && rows < height; y++) {
            float[] row = nextRow();
            int at = offset + y * stride;
            for (int x = 0; x < width; x++) {
                row[x] = samples[at + x] & 0xFF;
            }
            advance();
        }
    }

    /** Takes a row of any numbers. */
    public void row(float[] samples) throws IOException {
        if (rows < height) {
            System.arraycopy(samples, 0, nextRow(), 0, width);
            advance();
        }
    }

    private float[] nextRow() {
        if (!prepared) {
            whole.prepare();
            prepared = true;
        }
        return whole.nextRow();
    }

    private void advance() throws IOException {
        rows++;
        whole.advance();
    }
}
