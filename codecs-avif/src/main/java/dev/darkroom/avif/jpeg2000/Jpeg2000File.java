// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import dev.darkroom.codec.DecodeLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A JP2 file or a bare codestream, checked against the limits in every respect that a decoder would believe.
 *
 * <p>What comes out of a decoder for the codestream becomes pixels here, since the file around it says what its planes
 * are.
 */
public final class Jpeg2000File {
    private static final int OPAQUE = 0xFF;

    /** A native decoder can't be interrupted, and this is what it has work for some ten seconds with. */
    private static final int MAX_BYTES = 32 << 20;

    private final byte[] data;
    private final int start;
    private final Geometry geometry;
    private final ColourKind kind;
    private final Channels channels;

    private Jpeg2000File(byte[] data, int start, Geometry geometry, ColourKind kind, Channels channels) {
        this.data = data;
        this.start = start;
        this.geometry = geometry;
        this.kind = kind;
        this.channels = channels;
    }

    /** Reads everything but the pixels. */
    public static Jpeg2000File read(byte[] data, DecodeLimits limits) {
        boolean bare = new Cursor(ByteBuffer.wrap(data)).u16() == Codestream.START;
        Jp2Header header = new Jp2Header();
        Cursor file = new Cursor(ByteBuffer.wrap(data));
        Cursor stream = bare ? file : header.read(file);
        int start = data.length - stream.remaining();
        if (stream.remaining() > MAX_BYTES) {
            throw Rejections.tooLarge(stream.remaining() + " bytes of pixels, the limit is " + MAX_BYTES);
        }
        Geometry geometry = Codestream.check(stream.part(stream.remaining()), limits);
        List<Component> planes = geometry.components();
        if (!bare) {
            header.check(geometry);
        }
        ColourKind kind = header.colours().orElse(ColourKind.of(planes.size()));
        return new Jpeg2000File(data, start, geometry, kind, header.channels(planes, kind));
    }

    /** Returns the width in pixels. */
    public int width() {
        return geometry.width();
    }

    /** Returns the height in pixels. */
    public int height() {
        return geometry.height();
    }

    /** Whether parts of the picture can be transparent. */
    public boolean alpha() {
        return channels.alpha() != null;
    }

    /** Whether the colours were multiplied by the transparency. */
    public boolean multiplied() {
        return channels.multiplied();
    }

    /** Returns the embedded ICC profile, unchecked. */
    public Optional<byte[]> profile() {
        return Optional.ofNullable(kind.icc());
    }

    /** Returns what a decoder reads. */
    public byte[] codestream() {
        return Arrays.copyOfRange(data, start, data.length);
    }

    /** Returns how many planes the codestream has. */
    public int planes() {
        return geometry.components().size();
    }

    /** Returns the bits of a plane's samples. */
    public int depth(int plane) {
        return geometry.components().get(plane).depth();
    }

    /** Returns all pixels as 0xAARRGGBB. */
    public int[] pixels(Samples samples) {
        int[] argb = new int[width() * height()];
        int[][] colours = new int[kind.count()][width()];
        int[] opacity = new int[width()];
        Arrays.fill(opacity, OPAQUE);
        for (int y = 0; y < height(); y++) {
            for (int i = 0; i < colours.length; i++) {
                channels.colours().get(i).read(samples, y, colours[i]);
            }
            if (channels.alpha() != null) {
                channels.alpha().read(samples, y, opacity);
            }
            if (kind.differences()) {
                Differences.resolve(colours);
            }
            put(colours, opacity, argb, y * width());
        }
        return argb;
    }

    private static void put(int[][] colours, int[] opacity, int[] argb, int at) {
        int[] red = colours[0];
        int[] green = colours[colours.length / 2];
        int[] blue = colours[colours.length - 1];
        for (int x = 0; x < opacity.length; x++) {
            argb[at + x] = opacity[x] << 24 | red[x] << 16 | green[x] << 8 | blue[x];
        }
    }
}
