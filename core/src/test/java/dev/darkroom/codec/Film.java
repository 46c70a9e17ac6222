// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A GIF as the JDK reads it, frame by frame, put together as the format says. */
final class Film {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    /** What is seen while each frame is shown. */
    final List<BufferedImage> screens = new ArrayList<>();

    /** For how many hundredths of a second each frame is shown. */
    final List<Integer> times = new ArrayList<>();

    /** The two bytes behind the name of the extension for loops, or -1 without one. */
    int again = -1;

    static Film of(byte[] gif) throws IOException {
        Film film = new Film();
        ImageReader reader = JdkCodecs.reader(dev.darkroom.image.ImageFormat.GIF);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            IIOMetadataNode screen =
                    (IIOMetadataNode) reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0");
            IIOMetadataNode size = child(screen, "LogicalScreenDescriptor");
            film.read(reader, number(size, "logicalScreenWidth"), number(size, "logicalScreenHeight"));
        } finally {
            reader.dispose();
        }
        return film;
    }

    private void read(ImageReader reader, int width, int height) throws IOException {
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < reader.getNumImages(true); i++) {
            IIOMetadataNode frame = (IIOMetadataNode) reader.getImageMetadata(i).getAsTree(FORMAT);
            IIOMetadataNode place = child(frame, "ImageDescriptor");
            IIOMetadataNode control = child(frame, "GraphicControlExtension");
            BufferedImage before = copy(canvas);
            BufferedImage image = reader.read(i);
            int x = number(place, "imageLeftPosition");
            int y = number(place, "imageTopPosition");
            paint(canvas, image, x, y);
            screens.add(copy(canvas));
            times.add(number(control, "delayTime"));
            switch (control.getAttribute("disposalMethod")) {
                case "restoreToBackgroundColor" -> clear(canvas, x, y, image.getWidth(), image.getHeight());
                case "restoreToPrevious" -> canvas = before;
                default -> {}
            }
            if (i == 0) {
                loops(frame);
            }
        }
    }

    private void loops(IIOMetadataNode frame) {
        IIOMetadataNode extensions = child(frame, "ApplicationExtensions");
        if (extensions != null) {
            byte[] body = (byte[]) ((IIOMetadataNode) extensions.item(0)).getUserObject();
            again = (body[1] & 0xFF) | (body[2] & 0xFF) << 8;
        }
    }

    private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
        return (IIOMetadataNode) parent.getElementsByTagName(name).item(0);
    }

    private static int number(IIOMetadataNode node, String attribute) {
        return Integer.parseInt(node.getAttribute(attribute));
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        paint(copy, image, 0, 0);
        return copy;
    }

    private static void paint(BufferedImage canvas, BufferedImage image, int x, int y) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.drawImage(image, x, y, null);
        graphics.dispose();
    }

    private static void clear(BufferedImage canvas, int x, int y, int width, int height) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(AlphaComposite.Clear);
        graphics.fillRect(x, y, width, height);
        graphics.dispose();
    }
}
