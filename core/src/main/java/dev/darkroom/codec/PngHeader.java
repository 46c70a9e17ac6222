// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** What stands around the pixels of a PNG. */
final class PngHeader implements JdkHeader {
    private static final int PALETTE = 3;
    private static final int COLOUR = 2;
    private static final int WITH_ALPHA = 4;
    private static final int MAX_DEFLATE_RATIO = 1040;
    private static final int IHDR = 0x49484452;
    private static final int TYPE_OF_FIRST_CHUNK = 12;
    private static final int WIDTH = 16;
    private static final int END_OF_SIZE = 24;

    private final DecodeLimits limits;
    private final PngChunks chunks;
    private final int width;
    private final int height;
    private final int depth;
    private final int colourType;

    private PngHeader(PngChunks chunks, ByteBuffer start, DecodeLimits limits) {
        this.limits = limits;
        this.chunks = chunks;
        this.width = start.getInt(0);
        this.height = start.getInt(4);
        this.depth = start.get(8);
        this.colourType = start.get(9);
    }

    static PngHeader read(byte[] data, DecodeLimits limits) {
        checkDeclaredSize(data, limits);
        PngChunks chunks = PngChunks.read(data, limits);
        PngHeader header = new PngHeader(chunks, chunks.start(), limits);
        header.check();
        return header;
    }

    /** Says that a picture is too large before it says what else is wrong with it: that is what a person can mend. */
    private static void checkDeclaredSize(byte[] data, DecodeLimits limits) {
        ByteBuffer start = ByteBuffer.wrap(data);
        if (data.length >= END_OF_SIZE && start.getInt(TYPE_OF_FIRST_CHUNK) == IHDR) {
            Sizes.check(start.getInt(WIDTH), start.getInt(WIDTH + 4), limits);
        }
    }

    private void check() {
        if (width < 1 || height < 1) {
            throw Faults.broken(
                    ImageFormat.PNG,
                    "its size is " + Integer.toUnsignedLong(width) + " x " + Integer.toUnsignedLong(height));
        }
        chunks.checkOrder(colourType == PALETTE);
    }

    /** Refuses a picture whose data can't unpack to its size, before memory is reserved for it. */
    private void checkData() {
        long row = ((long) width * depth * channels() + 7) / 8 + 1;
        if (row * height > (long) chunks.compressedLength() * MAX_DEFLATE_RATIO) {
            throw Faults.cutOff(ImageFormat.PNG);
        }
    }

    private int channels() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.PNG;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean alpha() {
        return (colourType & WITH_ALPHA) != 0 || chunks.transparency().isPresent();
    }

    @Override
    public int orientation() {
        return chunks.exif().map(Orientation::inExif).orElse(Orientation.UPRIGHT);
    }

    @Override
    public Optional<byte[]> profile() {
        return colour().profile();
    }

    @Override
    public Optional<ToSrgb> toSrgb(int channels) {
        Optional<ColourCodes> codes = colour().codes();
        return codes.isPresent() ? codes.get().toSrgb(channels) : JdkHeader.super.toSrgb(channels);
    }

    private PngColour colour() {
        return new PngColour(chunks, (colourType & COLOUR) == 0 && depth >= Byte.SIZE);
    }

    @Override
    public ImageInputStream open() {
        checkData();
        return chunks.open(colourType == PALETTE);
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        int @Nullable [] key = colourType == PALETTE ? null : transparentColour();
        return key == null ? Rows.of(decoded) : new KeyedRows(decoded, key);
    }

    private int @Nullable [] transparentColour() {
        if ((colourType & WITH_ALPHA) != 0 || chunks.transparency().isEmpty()) {
            return null;
        }
        ByteBuffer key = chunks.transparency().get();
        int mask = (1 << depth) - 1;
        int[] samples = new int[channels()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = key.getShort(2 * i) & mask;
        }
        return samples;
    }

    @Override
    public Optional<Animation> animation() {
        int plays = chunks.find("acTL")
                .map(chunk -> chunk.remaining() < 8 ? 1 : chunk.getInt(4))
                .orElse(-1);
        List<AnimationFrame> timeline = plays < 0 ? List.of() : chunks.frames().timeline();
        return timeline.size() > 1 ? Optional.of(new PngAnimation(timeline, plays)) : Optional.empty();
    }

    /** All frames, each read as a PNG of its own. */
    private final class PngAnimation implements Animation {
        private final List<AnimationFrame> timeline;
        private final int plays;

        PngAnimation(List<AnimationFrame> timeline, int plays) {
            this.timeline = timeline;
            this.plays = plays;
        }

        @Override
        public List<AnimationFrame> frames() {
            return timeline;
        }

        @Override
        public int plays() {
            return plays;
        }

        @Override
        public Rows rows(int index) throws IOException {
            PngHeader frame = PngHeader.read(chunks.frame(index), limits);
            return frame.rows(frame.decode());
        }
    }
}
