// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The process that writes a picture: large ones need memory that nobody else should see. */
public final class PictureMain {
    private static final float QUALITY = 0.9f;

    private PictureMain() {}

    /** Takes {@code landscape SEED WIDTH HEIGHT}, {@code zones WIDTH HEIGHT} or {@code file PATH}, and then the way and the target. */
    public static void main(String[] arguments) throws IOException {
        boolean progressive = arguments[arguments.length - 2].equals("progressive");
        write(picture(arguments), progressive, Path.of(arguments[arguments.length - 1]));
    }

    private static BufferedImage picture(String[] arguments) throws IOException {
        return switch (arguments[0]) {
            case "landscape" ->
                drawn(new Landscape(
                        Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
            case "zones" -> drawn(new ZonePlate(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
            default -> ImageIO.read(Path.of(arguments[1]).toFile());
        };
    }

    private static BufferedImage drawn(PixelRows rows) {
        BufferedImage picture = new BufferedImage(rows.width(), rows.height(), BufferedImage.TYPE_3BYTE_BGR);
        int[] row = new int[rows.width()];
        for (int y = 0; y < rows.height(); y++) {
            rows.draw(y, row);
            picture.setRGB(0, y, rows.width(), 1, row, 0, rows.width());
        }
        return picture;
    }

    /** Writes with half the colour each way, as ImageIO does by itself; whole files only, so that a half one is never used. */
    private static void write(BufferedImage picture, boolean progressive, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(part.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
