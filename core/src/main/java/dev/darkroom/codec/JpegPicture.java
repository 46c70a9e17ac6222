// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.jpeg.JpegComponent;
import dev.darkroom.codec.jpeg.JpegDecoder;
import dev.darkroom.codec.jpeg.JpegException;
import dev.darkroom.codec.jpeg.JpegFrame;
import dev.darkroom.codec.jpeg.JpegLimits;
import dev.darkroom.codec.plane.PlaneSink;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/*
 * The file is read as a stream each time, first to its header and then to its end, and never lies in memory as a whole.
 */
/** A JPEG of the usual kinds, which is decoded here, already reduced, into its own luma and chroma. */
final class JpegPicture implements Header {
    private static final int BLOCK = 8;
    private static final int ARITHMETIC_BLOCKS = 500;

    private final ImageContent content;
    private final JpegLimits limits;
    private final JpegFrame frame;
    private final int orientation;
    private final Optional<byte[]> profile;

    private JpegPicture(ImageContent content, JpegLimits limits, JpegDecoder decoder) {
        this.content = content;
        this.limits = limits;
        this.frame = decoder.frame();
        this.orientation =
                decoder.exif().map(ByteBuffer::wrap).map(Orientation::inExif).orElse(Orientation.UPRIGHT);
        this.profile = decoder.profile();
    }

    /** Reads the header; a JPEG of another kind is nothing for us. */
    static Optional<JpegPicture> read(ImageContent content, DecodeLimits limits) throws IOException {
        JpegLimits asked = new JpegLimits(limits.scans(), JpegLimits.USUAL.profileBytes());
        try (InputStream in = ContentStream.open(content)) {
            JpegDecoder decoder = JpegDecoder.open(in, asked);
            if (!decoder.isReadable()) {
                return Optional.empty();
            }
            JpegPicture picture = new JpegPicture(content, asked, decoder);
            picture.checkLength(limits);
            return Optional.of(picture);
        } catch (JpegException e) {
            if (e.kind() == JpegException.Kind.UNSUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Every block takes at least one bit, so that a header with next to nothing behind it shows itself; with arithmetic coding
     * blocks of one colour take less.
     */
    private void checkLength(DecodeLimits allowed) {
        long most = isArithmetic() ? ARITHMETIC_BLOCKS : Byte.SIZE;
        long blocks = (frame.width() + BLOCK - 1L) / BLOCK * ((frame.height() + BLOCK - 1L) / BLOCK);
        if (Sizes.within(frame.width(), frame.height(), allowed) && blocks > most * content.size()) {
            throw Faults.cutOff(ImageFormat.JPEG);
        }
    }

    /** Whether it is coded in a way that no other reader knows. */
    boolean isArithmetic() {
        return frame.process().isArithmetic();
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.JPEG;
    }

    @Override
    public int width() {
        return frame.width();
    }

    @Override
    public int height() {
        return frame.height();
    }

    @Override
    public boolean alpha() {
        return false;
    }

    @Override
    public int orientation() {
        return orientation;
    }

    @Override
    public Optional<byte[]> profile() {
        return profile;
    }

    @Override
    public PlanarPicture planes(Reducible reducible) {
        int light = side(reducible.light());
        return new Reduced(light, frame.colour() == JpegFrame.Colour.YCBCR ? side(reducible.chroma()) : light);
    }

    private static int side(double reducible) {
        return JpegDecoder.SIDES.stream()
                .filter(side -> BLOCK <= side * reducible)
                .findFirst()
                .orElse(BLOCK);
    }

    /** The picture with each block of eight as a square of so many samples a side. */
    private final class Reduced implements PlanarPicture {
        private final int first;
        private final int others;

        Reduced(int first, int others) {
            this.first = first;
            this.others = others;
        }

        private int side(int plane) {
            return plane == 0 ? first : others;
        }

        @Override
        public Channels channels() {
            return switch (frame.colour()) {
                case GRAY -> Channels.GRAY;
                case RGB -> Channels.RGB;
                default -> Channels.YCBCR;
            };
        }

        @Override
        public int profileChannels() {
            return channels().planes();
        }

        @Override
        public int width(int plane) {
            return frame.planeWidth(plane, side(plane));
        }

        @Override
        public int height(int plane) {
            return frame.planeHeight(plane, side(plane));
        }

        @Override
        public double pixelsAcross(int plane) {
            JpegComponent component = frame.components().get(plane);
            return (double) frame.maxHorizontal() / component.horizontal() * BLOCK / side(plane);
        }

        @Override
        public double pixelsDown(int plane) {
            JpegComponent component = frame.components().get(plane);
            return (double) frame.maxVertical() / component.vertical() * BLOCK / side(plane);
        }

        @Override
        public void pass(PlaneSink sink) throws IOException {
            try (InputStream in = ContentStream.open(content)) {
                JpegDecoder.open(in, limits).decode(first, others, sink);
            }
        }
    }
}
