// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageContent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures for tests, drawn and bent on the spot. */
public final class Pictures {
    public static final int TOP_LEFT = 0xFF0000;
    public static final int TOP_RIGHT = 0x00C000;
    public static final int BOTTOM_LEFT = 0x0000FF;
    public static final int BOTTOM_RIGHT = 0xFFE000;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Pictures() {}

    /** Four quarters of different colours, so that every turn and mirroring shows. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int x = width / 2;
        int y = height / 2;
        fill(image, 0, 0, x, y, TOP_LEFT);
        fill(image, x, 0, width - x, y, TOP_RIGHT);
        fill(image, 0, y, x, height - y, BOTTOM_LEFT);
        fill(image, x, y, width - x, height - y, BOTTOM_RIGHT);
        return image;
    }

    public static BufferedImage plain(int width, int height, int type, Color colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    public static void fill(BufferedImage image, int x, int y, int width, int height, int rgb) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(rgb));
        graphics.fillRect(x, y, width, height);
        graphics.dispose();
    }

    public static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer for " + format);
        }
        return out.toByteArray();
    }

    /** A JPEG so good that its colours can be compared. */
    public static byte[] jpeg(BufferedImage image) throws IOException {
        return jpeg(image, false);
    }

    public static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0.97f);
        settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static BufferedImage decoded(ImageContent content) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(content.bytes()));
    }

    /** Puts a segment right behind the start of a JPEG. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        return joined(
                Arrays.copyOf(jpeg, 2),
                new byte[] {(byte) 0xFF, (byte) marker, (byte) ((body.length + 2) >> 8), (byte) (body.length + 2)},
                body,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Puts an EXIF segment into a JPEG. */
    public static byte[] withExif(byte[] jpeg, byte[] tiff) {
        return withSegment(jpeg, 0xE1, joined("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), tiff));
    }

    /** Takes the application segments out of a JPEG that begins with them. */
    public static byte[] withoutApplicationSegments(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xF0) == 0xE0) {
            at += 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        }
        return joined(Arrays.copyOf(jpeg, 2), Arrays.copyOfRange(jpeg, at, jpeg.length));
    }

    /** Overwrites the size in the frame header of a JPEG. */
    public static byte[] withJpegSize(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        int frame = frameOf(jpeg);
        ByteBuffer.wrap(changed).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return changed;
    }

    /** Returns the place of the frame header's marker in a JPEG. */
    public static int frameOf(byte[] jpeg) {
        int at = 2;
        while (jpeg[at + 1] != (byte) 0xC0 && jpeg[at + 1] != (byte) 0xC2) {
            at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg).getShort(at + 2));
        }
        return at;
    }

    /** A PNG by hand: the rows are packed as they are. */
    public static byte[] png(int width, int height, int depth, int colourType, byte[] rows, byte[]... chunks) {
        ByteBuffer start = ByteBuffer.allocate(13).putInt(width).putInt(height);
        start.put((byte) depth).put((byte) colourType);
        return joined(PNG, chunk("IHDR", start.array()), joined(chunks), chunk("IDAT", deflated(rows)), chunk("IEND"));
    }

    public static byte[] chunk(String type, byte... body) {
        byte[] typed = joined(type.getBytes(StandardCharsets.ISO_8859_1), body);
        CRC32 sum = new CRC32();
        sum.update(typed);
        return joined(word(body.length), typed, word((int) sum.getValue()));
    }

    public static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** Repeats all that stands between a GIF's palette and its end. */
    static byte[] withFrameTwice(byte[] gif) {
        int start = 13 + (gif[10] < 0 ? 3 << ((gif[10] & 7) + 1) : 0);
        byte[] frame = Arrays.copyOfRange(gif, start, gif.length - 1);
        return joined(Arrays.copyOf(gif, gif.length - 1), frame, new byte[] {0x3B});
    }
}
