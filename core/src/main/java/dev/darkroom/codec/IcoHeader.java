// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** What an icon or a cursor says of its largest and deepest picture, which is the one that is read. */
final class IcoHeader implements JdkHeader {
    private static final int START = 6;
    private static final int ENTRY = 16;
    private static final int WHOLE = 256;
    private static final int BITMAP_HEADER = 40;
    private static final int PNG_MARK = 0x474E5089;

    private final byte[] data;
    private final ByteBuffer all;
    private final int index;
    private final @Nullable PngHeader png;

    private IcoHeader(byte[] data, ByteBuffer all, int index, @Nullable PngHeader png) {
        this.data = data;
        this.all = all;
        this.index = index;
        this.png = png;
    }

    static IcoHeader read(byte[] data, DecodeLimits limits) {
        ByteBuffer all = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int index = best(all);
        long place = Integer.toUnsignedLong(all.getInt(START + ENTRY * index + 12));
        if (place + BITMAP_HEADER > data.length) {
            throw Faults.cutOff(ImageFormat.ICO);
        }
        boolean isPng = all.getInt((int) place) == PNG_MARK;
        PngHeader png = isPng ? PngHeader.read(Arrays.copyOfRange(data, (int) place, data.length), limits) : null;
        IcoHeader header = new IcoHeader(data, all, index, png);
        header.check();
        return header;
    }

    private static int best(ByteBuffer all) {
        int count = Short.toUnsignedInt(all.getShort(4));
        if (count == 0) {
            throw Faults.broken(ImageFormat.ICO, "it has no picture");
        }
        int best = 0;
        for (int i = 1; i < count && START + ENTRY * (i + 1) <= all.limit(); i++) {
            if (worth(all, i) > worth(all, best)) {
                best = i;
            }
        }
        return best;
    }

    private static long worth(ByteBuffer all, int index) {
        int entry = START + ENTRY * index;
        boolean cursor = all.getShort(2) == 2;
        return (long) side(all.get(entry)) * side(all.get(entry + 1)) * WHOLE + (cursor ? 0 : all.get(entry + 6));
    }

    private static int side(byte number) {
        return number == 0 ? WHOLE : Byte.toUnsignedInt(number);
    }

    private int place() {
        return all.getInt(START + ENTRY * index + 12);
    }

    private void check() {
        boolean sane = width() >= 1 && height() >= 1 && (png != null || (width() <= WHOLE && height() <= WHOLE));
        if (!sane) {
            throw Faults.broken(ImageFormat.ICO, "its size is " + width() + " x " + height());
        }
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.ICO;
    }

    @Override
    public int width() {
        return png == null ? all.getInt(place() + 4) : png.width();
    }

    /** The height; a bitmap is stored with its mask below it. */
    @Override
    public int height() {
        return png == null ? all.getInt(place() + 8) / 2 : png.height();
    }

    @Override
    public boolean alpha() {
        return png == null || png.alpha();
    }

    @Override
    public Optional<byte[]> profile() {
        return png == null ? Optional.empty() : png.profile();
    }

    @Override
    public Optional<ToSrgb> toSrgb(int channels) {
        return png == null ? Optional.empty() : png.toSrgb(channels);
    }

    @Override
    public int index() {
        return png == null ? index : 0;
    }

    @Override
    public ImageReader reader() throws IOException {
        return png == null ? TwelveMonkeys.reader(ImageFormat.ICO) : png.reader();
    }

    @Override
    public ImageInputStream open() {
        return png == null ? withSize() : png.open();
    }

    /** Opens it with the bitmap's own size in the directory, which may say another one and is only there for choosing. */
    private ImageInputStream withSize() {
        int entry = START + ENTRY * index;
        byte[] beginning = Arrays.copyOf(data, entry + 2);
        beginning[entry] = (byte) width();
        beginning[entry + 1] = (byte) height();
        return new SplicedInput(beginning, data, beginning.length);
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        return png == null ? Rows.of(decoded) : png.rows(decoded);
    }
}
