// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures that are like photos where it matters: large shapes, shades, texture at every scale, and noise. */
public final class Scenes {
    private Scenes() {}

    /** Draws a photo; each seed gives another. */
    public static Pixels photo(long seed, int width, int height) {
        Random random = new Random(seed * 7919 + 17);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        backdrop(g, random, width, height);
        for (int shapes = 3 + random.nextInt(9); shapes > 0; shapes--) {
            shape(g, random, width, height);
        }
        g.dispose();
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        texture(rgb, random, width, height);
        return new Pixels(width, height, rgb);
    }

    /** Returns the picture of some pixels. */
    public static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.toArray(), 0, pixels.width());
        return image;
    }

    /** Returns the pixels of a picture. */
    public static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        return new Pixels(width, image.getHeight(), image.getRGB(0, 0, width, image.getHeight(), null, 0, width));
    }

    /** Returns a part, given by fractions of the sides. */
    public static Pixels part(Pixels whole, double left, double top, double right, double bottom) {
        int x = (int) (left * whole.width());
        int y = (int) (top * whole.height());
        return pixels(
                image(whole).getSubimage(x, y, (int) (right * whole.width()) - x, (int) (bottom * whole.height()) - y));
    }

    private static void backdrop(Graphics2D g, Random random, int width, int height) {
        int horizon = height / 4 + random.nextInt(height / 2);
        g.setPaint(new GradientPaint(0, 0, colour(random, 0.55f), 0, horizon, colour(random, 0.75f)));
        g.fillRect(0, 0, width, horizon);
        g.setPaint(new GradientPaint(
                random.nextInt(width),
                horizon,
                colour(random, 0.5f),
                random.nextInt(width),
                height,
                colour(random, 0.2f)));
        g.fillRect(0, horizon, width, height - horizon);
    }

    private static void shape(Graphics2D g, Random random, int width, int height) {
        double size = Math.min(width, height) * (0.06 + 0.4 * Math.pow(random.nextDouble(), 2));
        double x = random.nextDouble() * width;
        double y = random.nextDouble() * height;
        float bright = random.nextFloat();
        g.setPaint(new GradientPaint(
                (float) x,
                (float) y,
                colour(random, bright),
                (float) (x + size),
                (float) (y + size),
                colour(random, bright / 2)));
        if (random.nextBoolean()) {
            g.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size * (0.5 + random.nextDouble()), size));
            return;
        }
        Polygon polygon = new Polygon();
        for (int corner = 0; corner < 5; corner++) {
            double angle = corner * 1.2566 + random.nextDouble();
            polygon.addPoint((int) (x + Math.cos(angle) * size), (int) (y + Math.sin(angle) * size));
        }
        g.fill(polygon);
    }

    private static Color colour(Random random, float brightness) {
        return Color.getHSBColor(random.nextFloat(), random.nextFloat() * 0.7f, 0.1f + 0.9f * brightness);
    }

    private static void texture(int[] rgb, Random random, int width, int height) {
        for (int cell = Math.max(width, height) / 4; cell >= 2; cell /= 2) {
            double strength = 3 + 0.35 * cell * random.nextDouble();
            double[][] grid = grid(random, width / cell + 2, height / cell + 2);
            for (int i = 0; i < rgb.length; i++) {
                double x = (double) (i % width) / cell;
                int row = i / width;
                rgb[i] = lighter(rgb[i], strength * between(grid, x, (double) row / cell));
            }
        }
    }

    private static double[][] grid(Random random, int width, int height) {
        double[][] grid = new double[height][width];
        for (double[] row : grid) {
            for (int x = 0; x < width; x++) {
                row[x] = random.nextGaussian();
            }
        }
        return grid;
    }

    private static double between(double[][] grid, double x, double y) {
        int column = (int) x;
        int row = (int) y;
        double right = x - column;
        double down = y - row;
        double upper = grid[row][column] * (1 - right) + grid[row][column + 1] * right;
        double lower = grid[row + 1][column] * (1 - right) + grid[row + 1][column + 1] * right;
        return upper * (1 - down) + lower * down;
    }

    private static int lighter(int rgb, double by) {
        return 0xFF000000 | channel(rgb >> 16, by) << 16 | channel(rgb >> 8, by) << 8 | channel(rgb, by);
    }

    private static int channel(int value, double by) {
        return (int) Math.max(0, Math.min(255, (value & 0xFF) + by));
    }
}
