// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/*
 * A TGA has no mark at its beginning, so that its header has to make sense in every field to be taken for one; and this
 * is only asked when nothing else fits. (Truevision TGA file format specification, version 2.0.)
 */
/** What stands before the pixels of a TGA. */
final class TgaHeader implements JdkHeader {
    private static final int LENGTH = 18;
    private static final int PALETTE = 1;
    private static final int COLOUR = 2;
    private static final int GRAY = 3;
    private static final int PACKED = 8;
    private static final int MOST_PACKED = 128;

    private final byte[] data;
    private final ByteBuffer all;

    private TgaHeader(byte[] data) {
        this.data = data;
        this.all = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether the beginning of a file can be that of a TGA. */
    static boolean fits(byte[] head) {
        return head.length > LENGTH && new TgaHeader(head).makesSense();
    }

    private boolean makesSense() {
        boolean depth = switch (kind()) {
            case PALETTE -> bits() == 8 && data[1] == 1 && isColourDepth(data[7]) && paletteLength() <= 256;
            case COLOUR -> data[1] <= 1 && isColourDepth(data[16]);
            case GRAY -> data[1] == 0 && (bits() == 8 || bits() == 16);
            default -> false;
        };
        return depth && data[1] >= 0 && width() > 0 && height() > 0 && (data[17] & 0xC0) == 0 && (data[2] & ~11) == 0;
    }

    private static boolean isColourDepth(int bits) {
        return bits == 15 || bits == 16 || bits == 24 || bits == 32;
    }

    static TgaHeader read(byte[] data) {
        TgaHeader header = new TgaHeader(data);
        long most = (long) (data.length - header.pixels()) * (header.packed() ? MOST_PACKED : 1);
        if (!header.makesSense() || (long) header.width() * header.height() * header.pixelLength() > most) {
            throw Faults.cutOff(ImageFormat.TGA);
        }
        return header;
    }

    private int kind() {
        return data[2] & ~PACKED;
    }

    private boolean packed() {
        return (data[2] & PACKED) != 0;
    }

    private int bits() {
        return data[16];
    }

    private int pixelLength() {
        return (bits() + 7) / 8;
    }

    private int paletteLength() {
        return Short.toUnsignedInt(all.getShort(5));
    }

    private int colourMapLength() {
        return data[1] == 1 ? paletteLength() * ((data[7] + 7) / 8) : 0;
    }

    private int palette() {
        return LENGTH + Byte.toUnsignedInt(data[0]);
    }

    private int pixels() {
        return palette() + colourMapLength();
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.TGA;
    }

    @Override
    public int width() {
        return Short.toUnsignedInt(all.getShort(12));
    }

    @Override
    public int height() {
        return Short.toUnsignedInt(all.getShort(14));
    }

    /** Only bits that the header calls attributes count, and a picture that they make wholly invisible is opaque. */
    @Override
    public boolean alpha() {
        return kind() != PALETTE && (data[17] & 15) > 0 && (bits() == 32 || bits() == 16);
    }

    @Override
    public ImageInputStream open() {
        throw new IllegalStateException("a TGA is decoded here");
    }

    @Override
    public BufferedImage decode() {
        ByteBuffer packed = all.slice(pixels(), data.length - pixels()).order(ByteOrder.LITTLE_ENDIAN);
        TgaPixels pixels = new TgaPixels(packed, pixelLength(), packed());
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_ARGB);
        boolean fromTop = (data[17] & 0x20) != 0;
        boolean fromRight = (data[17] & 0x10) != 0;
        int[] row = new int[width()];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                row[fromRight ? width() - 1 - x : x] = colour(pixels.next());
            }
            image.getRaster().setDataElements(0, fromTop ? y : height() - 1 - y, width(), 1, row);
        }
        return image;
    }

    @Override
    public Rows rows(BufferedImage decoded) {
        return new PackedRows(decoded.getRaster());
    }

    private int colour(int pixel) {
        if (kind() == GRAY) {
            int alpha = alpha() ? pixel >> 8 << 24 : 0xFF000000;
            return alpha | (pixel & 0xFF) * 0x010101;
        }
        return kind() == PALETTE ? ofPalette(pixel) : ofBits(pixel, bits());
    }

    private int ofPalette(int pixel) {
        int length = (data[7] + 7) / 8;
        int index = pixel - Short.toUnsignedInt(all.getShort(3));
        if (index < 0 || index >= paletteLength()) {
            return 0xFF000000;
        }
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= Byte.toUnsignedInt(data[palette() + index * length + i]) << (8 * i);
        }
        return ofBits(value, data[7]);
    }

    private int ofBits(int value, int depth) {
        int opaque = alpha() ? 0 : 0xFF000000;
        if (depth > 16) {
            return (depth == 24 ? 0xFF000000 : opaque) | value;
        }
        int alpha = alpha() && (value & 0x8000) == 0 ? 0 : 0xFF000000;
        return alpha | wide(value >> 10) << 16 | wide(value >> 5) << 8 | wide(value);
    }

    private static int wide(int fiveBits) {
        return ((fiveBits & 31) * 255 + 15) / 31;
    }
}
