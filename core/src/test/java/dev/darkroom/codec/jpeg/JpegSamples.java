// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Pictures with shapes and noise, and JPEGs of them by the JDK's writer. */
final class JpegSamples {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    private boolean progressive;
    private int sampling = 2;
    private int restartInterval;

    JpegSamples progressive() {
        progressive = true;
        return this;
    }

    /** How many samples of luma there are for each of chroma, in both directions. */
    JpegSamples sampling(int factor) {
        sampling = factor;
        return this;
    }

    JpegSamples restartInterval(int units) {
        restartInterval = units;
        return this;
    }

    static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(width * 31L + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = random.nextInt(24);
                image.setRGB(x, y, new Color(200 * x / width + noise, 200 * y / height + noise, 120 + noise).getRGB());
            }
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(width / 5, height / 5, width / 2, height / 2);
        graphics.setColor(Color.BLUE);
        graphics.drawLine(0, height, width, 0);
        graphics.dispose();
        return image;
    }

    byte[] write(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0.85f);
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        change(metadata);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Returns the raster as it is in the file: not turned into RGB. */
    static Raster raster(byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try {
            reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg)));
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }

    private void change(IIOMetadata metadata) throws IOException {
        Node root = metadata.getAsTree(FORMAT);
        NodeList components = ((IIOMetadataNode) root).getElementsByTagName("componentSpec");
        if (components.getLength() > 1) {
            IIOMetadataNode luma = (IIOMetadataNode) components.item(0);
            luma.setAttribute("HsamplingFactor", Integer.toString(sampling));
            luma.setAttribute("VsamplingFactor", Integer.toString(sampling));
        }
        if (restartInterval > 0) {
            IIOMetadataNode restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(restartInterval));
            Node sequence = ((IIOMetadataNode) root)
                    .getElementsByTagName("markerSequence")
                    .item(0);
            sequence.insertBefore(restarts, sequence.getFirstChild());
        }
        metadata.setFromTree(FORMAT, root);
    }
}
