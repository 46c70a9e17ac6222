// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws parts of what contestants made beside each other, pixel by pixel, for eyes to compare. */
final class ContactSheet {
    private static final int SIDE = 400;
    private static final int GAP = 8;
    private static final int TITLE = 20;
    private static final List<String> SHOWN = List.of("crop300.jpg", "wide640.jpg", "fit1200.jpg", "fit2560.jpg");

    private ContactSheet() {}

    /** Draws a block of rows for each picture, with a column for each contestant. */
    static void draw(List<Written> all, List<Path> pictures, Path file) throws IOException {
        int width = all.size() * (SIDE + GAP);
        int height = TITLE + pictures.size() * SHOWN.size() * (SIDE + GAP);
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D on = sheet.createGraphics();
        on.setColor(Color.WHITE);
        for (int column = 0; column < all.size(); column++) {
            int x = column * (SIDE + GAP);
            on.drawString(all.get(column).by(), x, TITLE - 5);
            draw(on, x, all.get(column), pictures);
        }
        on.dispose();
        ImageIO.write(sheet, "png", file.toFile());
    }

    private static void draw(Graphics2D on, int x, Written written, List<Path> pictures) throws IOException {
        int y = TITLE;
        for (Path picture : pictures) {
            for (String name : SHOWN) {
                BufferedImage output =
                        ImageIO.read(written.of(picture).resolve(name).toFile());
                on.drawImage(middle(output), x, y, null);
                y += SIDE + GAP;
            }
        }
    }

    private static BufferedImage middle(BufferedImage output) {
        int width = Math.min(SIDE, output.getWidth());
        int height = Math.min(SIDE, output.getHeight());
        return output.getSubimage((output.getWidth() - width) / 2, (output.getHeight() - height) / 2, width, height);
    }
}
