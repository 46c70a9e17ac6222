// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import dev.darkroom.codec.plane.PlaneSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Decodes one JPEG from a stream, which it reads only as far as it needs to. Not for several threads at once. */
public final class JpegDecoder {
    /** How many samples a side a block of eight can become, the fewest first. */
    public static final List<Integer> SIDES = List.of(1, 2, 4, 6, 8);

    private final JpegInput input;
    private final JpegHeaders headers;
    private final JpegFrame frame;
    private final JpegLimits limits;
    private boolean decoded;

    private JpegDecoder(JpegInput input, JpegHeaders headers, JpegLimits limits) throws JpegException {
        this.input = input;
        this.headers = headers;
        this.frame = headers.frame().in(headers.applications().colour(headers.frame()));
        this.limits = limits;
    }

    /** Reads everything before the first scan. The stream stays open, and is the caller's to close. */
    public static JpegDecoder open(InputStream stream, JpegLimits limits) throws IOException {
        JpegInput input = new JpegInput(stream);
        MarkerReader markers = new MarkerReader(input);
        markers.start();
        JpegHeaders headers = new JpegHeaders(markers, limits.profileBytes());
        int marker = headers.walk(markers.next());
        if (marker == Marker.NONE) {
            throw JpegException.cutOff("The JPEG file is cut off: it ends before its picture data.");
        }
        if (marker == Marker.EOI) {
            throw JpegException.broken("The JPEG file is broken: it has no picture data.");
        }
        return new JpegDecoder(input, headers, limits);
    }

    /** Returns what the file says about its picture. */
    public JpegFrame frame() {
        return frame;
    }

    /** Returns the Exif data (a TIFF structure) from before the picture. */
    public Optional<byte[]> exif() {
        return headers.applications().exif();
    }

    /** Returns the colour profile, if it is complete. */
    public Optional<byte[]> profile() {
        return headers.applications().profile();
    }

    /** Returns whether {@link #decode} knows this sort of JPEG. */
    public boolean isReadable() {
        boolean coded = frame.process().isDecoded() && frame.precision() == 8 && frame.height() > 0;
        return coded && isKnown(frame.colour()) && frame.isSampledEvenly();
    }

    /**
     * Decodes the picture, once. Rows come from the top, some of each plane in turn. What came before an exception may be wrong.
     *
     * @param side how many samples a side each block of 8 in the first plane becomes, one of {@link #SIDES}: so small it shall be
     * @param others how many in all other planes, usually those of chroma
     */
    public void decode(int side, int others, PlaneSink sink) throws IOException {
        if (!SIDES.contains(side) || !SIDES.contains(others)) {
            throw new IllegalArgumentException("A block of a JPEG can become a square of " + SIDES
                    + " samples a side, not " + side + " and " + others);
        }
        if (decoded) {
            throw new IllegalStateException("A JPEG can be decoded once.");
        }
        decoded = true;
        if (!isReadable()) {
            throw JpegException.unsupported("The JPEG file is of a sort that can't be read here.");
        }
        new PictureDecoder(frame, headers, input, limits.scans(), side, others).decode(sink);
    }

    private static boolean isKnown(JpegFrame.Colour colour) {
        return colour == JpegFrame.Colour.GRAY || colour == JpegFrame.Colour.YCBCR || colour == JpegFrame.Colour.RGB;
    }
}
