// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What stands before the pixels of a BMP. */
final class BmpHeader implements JdkHeader {
    private static final int FILE_HEADER = 14;
    private static final int OS2_HEADER = 12;
    private static final int OS2_V2_HEADER = 64;
    private static final int WINDOWS_HEADER = 40;
    private static final int V4_HEADER = 108;
    private static final int COLOUR_SPACE = FILE_HEADER + 56;
    private static final int ALPHA_MASK = FILE_HEADER + 52;
    private static final int MAX_PALETTE_BITS = 8;
    private static final byte[] SRGB = {'B', 'G', 'R', 's'};
    private static final int UNCOMPRESSED = 0;
    private static final int MASKED = 3;
    private static final int JPEG_INSIDE = 4;
    private static final int PNG_INSIDE = 5;

    private final byte[] data;
    private final ByteBuffer all;

    private BmpHeader(byte[] data) {
        this.data = data;
        this.all = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    static BmpHeader read(byte[] data) {
        BmpHeader header = new BmpHeader(data);
        header.check();
        return header;
    }

    private void check() {
        if (data.length < FILE_HEADER + OS2_HEADER || headerEnd() > data.length) {
            throw Faults.cutOff(ImageFormat.BMP);
        }
        if (!isOs2() && headerLength() < WINDOWS_HEADER) {
            throw Faults.unsupported("this is a BMP of an old OS/2 kind, which this build doesn't read");
        }
        if (width() < 1 || height() < 1) {
            throw Faults.broken(ImageFormat.BMP, "its size is " + width() + " x " + height());
        }
        if (compression() == JPEG_INSIDE || compression() == PNG_INSIDE) {
            throw Faults.unsupported("this is a BMP with another picture inside, which this build doesn't read");
        }
        checkPalette();
        checkPixels();
    }

    private void checkPalette() {
        long colours = isOs2() || bits() > MAX_PALETTE_BITS ? 0 : Integer.toUnsignedLong(all.getInt(FILE_HEADER + 32));
        if (headerEnd() + 4 * colours > pixels()) {
            throw Faults.broken(ImageFormat.BMP, "its palette has " + colours + " colours");
        }
    }

    private void checkPixels() {
        long row = ((long) width() * bits() + 31) / 32 * 4;
        boolean plain = compression() == UNCOMPRESSED || compression() == MASKED;
        if (pixels() >= data.length || (plain && pixels() + row * height() > data.length + row)) {
            throw Faults.cutOff(ImageFormat.BMP);
        }
    }

    private long pixels() {
        return Integer.toUnsignedLong(all.getInt(10));
    }

    private long headerEnd() {
        return FILE_HEADER + headerLength();
    }

    private long headerLength() {
        return Integer.toUnsignedLong(all.getInt(FILE_HEADER));
    }

    @Override
    public ImageReader reader() throws IOException {
        return headerLength() == OS2_V2_HEADER ? TwelveMonkeys.reader(ImageFormat.BMP) : JdkHeader.super.reader();
    }

    private boolean isOs2() {
        return headerLength() == OS2_HEADER;
    }

    private int bits() {
        return Short.toUnsignedInt(all.getShort(FILE_HEADER + (isOs2() ? 10 : 14)));
    }

    private int compression() {
        return isOs2() ? UNCOMPRESSED : all.getInt(FILE_HEADER + 16);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.BMP;
    }

    @Override
    public int width() {
        return isOs2() ? Short.toUnsignedInt(all.getShort(FILE_HEADER + 4)) : all.getInt(FILE_HEADER + 4);
    }

    /** The height; rows that are stored from the top have a negative one in the file. */
    @Override
    public int height() {
        if (isOs2()) {
            return Short.toUnsignedInt(all.getShort(FILE_HEADER + 6));
        }
        int height = all.getInt(FILE_HEADER + 8);
        return height == Integer.MIN_VALUE ? Integer.MAX_VALUE : Math.abs(height);
    }

    /** Only a declared fourth channel counts, and only where it is not zero everywhere, as many writers leave it. */
    @Override
    public boolean alpha() {
        boolean declared = headerLength() >= V4_HEADER
                && compression() == MASKED
                && bits() == 32
                && all.getInt(ALPHA_MASK) == 0xFF000000;
        return declared && anyAlpha();
    }

    private boolean anyAlpha() {
        for (long at = pixels() + 3; at < data.length; at += 4) {
            if (data[(int) at] != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        Rows colours = Rows.of(decoded);
        int start = (int) pixels();
        ByteBuffer words = all.slice(start, data.length - start).order(ByteOrder.LITTLE_ENDIAN);
        return alpha() ? new MaskedAlphaRows(colours, words, all.getInt(FILE_HEADER + 8) > 0) : colours;
    }

    /** A profile can be a path to a file of this machine, so the colour space is declared to be sRGB. */
    @Override
    public ImageInputStream open() {
        byte[] beginning = Arrays.copyOf(data, (int) headerEnd());
        if (headerLength() >= V4_HEADER) {
            System.arraycopy(SRGB, 0, beginning, COLOUR_SPACE, SRGB.length);
        }
        return new SplicedInput(beginning, data, beginning.length);
    }
}
