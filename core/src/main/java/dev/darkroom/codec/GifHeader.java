// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** What stands before a frame of a GIF, the first one unless the animation is wanted; it lies on the whole screen. */
final class GifHeader implements JdkHeader {
    private static final int SCREEN = 13;
    private static final int DESCRIPTOR = 10;
    private static final int CONTROL = 8;

    private final byte[] data;
    private final ByteBuffer all;
    private final GifFrames frames;
    private final int control;
    private final int descriptor;

    private GifHeader(byte[] data, GifFrames frames, GifFrames.Frame frame) {
        this.data = data;
        this.all = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        this.frames = frames;
        this.control = frame.control();
        this.descriptor = frame.descriptor();
    }

    static GifHeader read(byte[] data, DecodeLimits limits) {
        GifFrames frames = GifFrames.find(data, screenEnd(data), limits);
        GifHeader header = new GifHeader(data, frames, frames.first());
        header.check();
        return header;
    }

    private static int screenEnd(byte[] data) {
        if (data.length < SCREEN) {
            throw Faults.cutOff(ImageFormat.GIF);
        }
        return SCREEN + paletteLength(data[10]);
    }

    private static int paletteLength(byte flags) {
        return flags < 0 ? 3 << ((flags & 7) + 1) : 0;
    }

    private void check() {
        if (pixels() > data.length) {
            throw Faults.cutOff(ImageFormat.GIF);
        }
        Rectangle frame = frame();
        if (frame.isEmpty()) {
            throw Faults.broken(ImageFormat.GIF, "its size is " + frame.width + " x " + frame.height);
        }
    }

    private int pixels() {
        int end = descriptor + DESCRIPTOR;
        return end > data.length ? Integer.MAX_VALUE : end + paletteLength(data[end - 1]);
    }

    private Rectangle frame() {
        return new Rectangle(word(descriptor + 1), word(descriptor + 3), word(descriptor + 5), word(descriptor + 7));
    }

    private boolean transparent() {
        return control >= 0 && (data[control + 3] & 1) != 0;
    }

    private int word(int at) {
        return Short.toUnsignedInt(all.getShort(at));
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.GIF;
    }

    /** The screen's width, or more where the frame sticks out of it. */
    @Override
    public int width() {
        return Math.max(word(6), frame().x + frame().width);
    }

    @Override
    public int height() {
        return Math.max(word(8), frame().y + frame().height);
    }

    @Override
    public boolean alpha() {
        return transparent() || frame().width < width() || frame().height < height();
    }

    @Override
    public ImageInputStream open() {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        beginning.write(data, 0, screenEnd(data));
        if (control >= 0) {
            beginning.write(data, control, CONTROL);
        }
        beginning.write(data, descriptor, pixels() - descriptor);
        return new SplicedInput(beginning.toByteArray(), data, pixels());
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        Rectangle frame = frame();
        boolean full = frame.width == width() && frame.height == height();
        return full ? Rows.of(decoded) : new PlacedRows(Rows.of(decoded), frame.x, frame.y, width(), height());
    }

    @Override
    public Optional<Animation> animation() {
        List<AnimationFrame> timeline = frames.timeline();
        return timeline.size() > 1 ? Optional.of(new GifAnimation(timeline)) : Optional.empty();
    }

    /** All frames, each read as if it were the first. */
    private final class GifAnimation implements Animation {
        private final List<AnimationFrame> timeline;

        GifAnimation(List<AnimationFrame> timeline) {
            this.timeline = timeline;
        }

        @Override
        public List<AnimationFrame> frames() {
            return timeline;
        }

        @Override
        public int plays() {
            return frames.plays();
        }

        @Override
        public Rows rows(int index) throws IOException {
            GifHeader frame = new GifHeader(data, frames, frames.all().get(index));
            frame.check();
            return Rows.of(frame.decode());
        }
    }
}
