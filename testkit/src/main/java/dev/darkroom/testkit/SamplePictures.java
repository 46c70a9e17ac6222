// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.image.ImageContent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures to test with, made on the spot: good ones, and such as people really upload. */
public final class SamplePictures {
    private SamplePictures() {}

    /** Draws a picture whose quarters are red, green, blue and yellow, from the top left in reading order. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
        for (int i = 0; i < colours.length; i++) {
            g.setColor(colours[i]);
            g.fillRect(i % 2 * (width / 2), i / 2 * (height / 2), width - width / 2, height - height / 2);
        }
        g.dispose();
        return image;
    }

    /** Returns a JPEG of {@link #quarters}. */
    public static ImageContent jpeg(int width, int height) {
        return ImageContent.of(encode(quarters(width, height), "jpg"));
    }

    /** Returns a PNG of {@link #quarters}. */
    public static ImageContent png(int width, int height) {
        return ImageContent.of(encode(quarters(width, height), "png"));
    }

    /** Returns a JPEG that was cut off in the middle. */
    public static ImageContent truncated() {
        byte[] whole = encode(quarters(320, 240), "jpg");
        return ImageContent.of(Arrays.copyOf(whole, whole.length / 2));
    }

    /** Returns no bytes at all. */
    public static ImageContent empty() {
        return ImageContent.of(new byte[0]);
    }

    /** Returns a text that somebody named like a picture. */
    public static ImageContent text() {
        return ImageContent.of("this is no picture, whatever its name says".getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a few bytes that claim to be a PNG of this size. */
    public static ImageContent pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array());
        ByteBuffer file = ByteBuffer.allocate(8 + 4 + 17 + 4);
        file.putLong(0x89504E470D0A1A0AL).putInt(13).put(header.array()).putInt((int) crc.getValue());
        return ImageContent.of(file.array());
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
