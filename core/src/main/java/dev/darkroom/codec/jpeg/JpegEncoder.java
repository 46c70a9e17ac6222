// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.Interruption;
import dev.darkroom.codec.plane.PlaneSink;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/*
 * Every eight rows are transformed and quantised as soon as they are there, and only what is not zero is kept, in two bytes
 * each, until the end: only then is it known how often each symbol comes up, so that the Huffman tables can be the best ones.
 */
/**
 * Makes a JPEG file of the planes of a picture in YCbCr, or of luma alone. The planes may come in any order, and by several
 * threads if each plane has one thread; everything else is for one thread.
 */
public final class JpegEncoder implements PlaneSink {
    private static final int MOST_SIDE = 65_535;
    private static final int APP0 = 0xe0;
    private static final int APP2 = 0xe2;
    private static final int APP15 = 0xef;
    private static final int MOST_PARTS = 255;
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    /** Behind the name stand the number of a part and how many there are. */
    private static final int ICC_HEAD = ICC.length + 2;

    private final int width;
    private final int height;
    private final Subsampling chroma;
    private final boolean progressive;
    private final int[] lumaDivisors;
    private final int[] chromaDivisors;
    private final List<PlaneEncoder> planes = new ArrayList<>();
    private final List<byte[]> segments = new ArrayList<>();

    /**
     * Begins a file.
     *
     * @param width of the picture, up to 65,535
     * @param height of the picture, up to 65,535
     * @param chroma which planes there are, and how fine
     * @param quality 1 to 100, on the scale of the IJG's library
     * @param progressive whether the picture is to appear from coarse to fine
     */
    public JpegEncoder(int width, int height, Subsampling chroma, int quality, boolean progressive) {
        if (width < 1 || width > MOST_SIDE || height < 1 || height > MOST_SIDE) {
            throw new IllegalArgumentException("A JPEG picture has sides of 1 to 65535, not " + width + "x" + height);
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("A quality is 1 to 100, not " + quality);
        }
        this.width = width;
        this.height = height;
        this.chroma = chroma;
        this.progressive = progressive;
        this.lumaDivisors = QuantizationTables.luma(quality);
        this.chromaDivisors = QuantizationTables.chroma(quality);
        for (int plane = 0; plane < chroma.planes(); plane++) {
            var quantizer = new Quantizer(plane == 0 ? lumaDivisors : chromaDivisors);
            planes.add(new PlaneEncoder(planeWidth(plane), planeHeight(plane), quantizer));
        }
    }

    /** Returns how many samples a row of the plane has. */
    public int planeWidth(int plane) {
        return chroma.side(plane, width);
    }

    /** Returns how many rows the plane has. */
    public int planeHeight(int plane) {
        return chroma.side(plane, height);
    }

    @Override
    public void rows(int plane, byte[] samples, int offset, int stride, int rows) throws InterruptedIOException {
        var encoder = planes.get(plane);
        if (rows > encoder.missingRows()) {
            throw new IllegalStateException("Plane " + plane + " has " + planeHeight(plane) + " rows, and more came");
        }
        for (int row = 0; row < rows; row++) {
            Interruption.check();
            encoder.row(samples, offset + row * stride);
        }
    }

    /**
     * Adds an application's segment, for example Exif: it stands behind the JFIF header, in the order of the calls.
     *
     * @param marker the second byte of the marker, 0xE0 to 0xEF
     * @param payload what stands behind the length, up to 65,533 bytes
     */
    public JpegEncoder segment(int marker, byte[] payload) {
        if (marker < APP0 || marker > APP15) {
            throw new IllegalArgumentException(
                    "An application's marker is 0xE0 to 0xEF, not " + Integer.toHexString(marker));
        }
        if (payload.length > SegmentWriter.MOST_BYTES) {
            throw new IllegalArgumentException("A segment holds 65533 bytes, not " + payload.length);
        }
        segments.add(SegmentWriter.segment(marker, payload));
        return this;
    }

    /** Adds a colour profile, in as many segments as it takes (ICC.1:2022, B.4). */
    public JpegEncoder profile(byte[] icc) {
        int most = SegmentWriter.MOST_BYTES - ICC_HEAD;
        int parts = (icc.length + most - 1) / most;
        if (parts > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "A colour profile of " + icc.length + " bytes is too long for a JPEG file");
        }
        for (int part = 0; part < parts; part++) {
            int from = part * most;
            int length = Math.min(most, icc.length - from);
            byte[] payload = Arrays.copyOf(ICC, ICC_HEAD + length);
            payload[ICC.length] = (byte) (part + 1);
            payload[ICC.length + 1] = (byte) parts;
            System.arraycopy(icc, from, payload, ICC_HEAD, length);
            segment(APP2, payload);
        }
        return this;
    }

    /** Returns the whole file, once all rows were handed in. */
    public byte[] finish() {
        for (int plane = 0; plane < planes.size(); plane++) {
            int missing = planes.get(plane).missingRows();
            if (missing > 0) {
                throw new IllegalStateException(missing + " rows of plane " + plane + " are missing");
            }
        }
        var out = new EntropyWriter(expectedBytes());
        var writer = new SegmentWriter(out);
        var components = components();
        head(writer, components);
        if (progressive) {
            new ProgressiveWriter(writer, out).write(components);
        } else {
            new BaselineWriter(writer, out).write(components);
        }
        writer.end();
        return out.toByteArray();
    }

    private int expectedBytes() {
        return 1024 + segments.stream().mapToInt(segment -> segment.length).sum();
    }

    private List<Component> components() {
        List<Component> components = new ArrayList<>();
        for (int plane = 0; plane < planes.size(); plane++) {
            int factor = plane == 0 ? chroma.factor() : 1;
            components.add(new Component(
                    plane, factor, plane == 0 ? 0 : 1, planes.get(plane).tokens()));
        }
        return components;
    }

    private void head(SegmentWriter writer, List<Component> components) {
        writer.start();
        writer.jfif();
        segments.forEach(writer::raw);
        writer.divisors(0, lumaDivisors);
        if (components.size() > 1) {
            writer.divisors(1, chromaDivisors);
        }
        writer.frame(width, height, progressive, components);
    }
}
