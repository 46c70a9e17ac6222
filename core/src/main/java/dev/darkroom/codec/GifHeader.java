// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/*
 * Of an animation the first frame is read, on the whole screen; the others are only counted.
 */
/** What stands before the first frame of a GIF. */
final class GifHeader implements JdkHeader {
    private static final int SCREEN = 13;
    private static final int DESCRIPTOR = 10;
    private static final int CONTROL = 8;
    private static final int CONTROL_LABEL = 0xF9;

    private final byte[] data;
    private final ByteBuffer all;
    private int control = -1;
    private int descriptor;

    private GifHeader(byte[] data) {
        this.data = data;
        this.all = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    static GifHeader read(byte[] data, DecodeLimits limits) {
        GifHeader header = new GifHeader(data);
        header.findFirstFrame();
        header.check();
        new GifFrames(data, limits).check(header.descriptor);
        return header;
    }

    private void findFirstFrame() {
        int at = screenEnd();
        while (true) {
            if (at >= data.length) {
                throw Faults.cutOff(ImageFormat.GIF);
            }
            switch (data[at]) {
                case 0x2C -> {
                    descriptor = at;
                    return;
                }
                case 0x21 -> at = extension(at);
                case 0 -> at++; // Stray terminators are common and harmless.
                default -> throw Faults.broken(ImageFormat.GIF, "it has no picture");
            }
        }
    }

    private int screenEnd() {
        if (data.length < SCREEN) {
            throw Faults.cutOff(ImageFormat.GIF);
        }
        return SCREEN + paletteLength(data[10]);
    }

    private static int paletteLength(byte flags) {
        return flags < 0 ? 3 << ((flags & 7) + 1) : 0;
    }

    private int extension(int at) {
        if (at + CONTROL <= data.length && unsigned(at + 1) == CONTROL_LABEL && data[at + 2] == 4) {
            control = at;
        }
        int block = at + 2;
        while (block < data.length && data[block] != 0) {
            block += 1 + unsigned(block);
        }
        return block + 1;
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

    private int unsigned(int at) {
        return Byte.toUnsignedInt(data[at]);
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
        beginning.write(data, 0, screenEnd());
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
}
