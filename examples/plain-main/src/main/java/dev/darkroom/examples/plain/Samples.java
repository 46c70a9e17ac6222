// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.image.ImageContent;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for whoever has none at hand, drawn with nothing but Java. */
final class Samples {
    private static final List<Sample> ALL = List.of(
            new Sample("sunset", "jpg", 2000, 1333, Samples::sunset),
            new Sample("mountains", "jpg", 2400, 1350, Samples::mountains),
            new Sample("lighthouse", "jpg", 1200, 1800, Samples::lighthouse),
            new Sample("balloons", "png", 1600, 1600, Samples::balloons));

    private Samples() {}

    private record Sample(String name, String ending, int width, int height, Drawing drawing) {
        StorageKey key() {
            return StorageKey.of("samples/" + name + "." + ending);
        }
    }

    @FunctionalInterface
    private interface Drawing {
        void draw(Graphics2D g, int width, int height);
    }

    /**
     * Draws the samples that a storage doesn't have yet; returns where all of them are in it. One that is there is left
     * alone, since a file that is written again is taken for a new picture.
     */
    static List<StorageKey> draw(Storage storage) throws IOException {
        for (Sample sample : ALL) {
            if (storage.find(sample.key()).isEmpty()) {
                storage.put(sample.key(), ImageContent.of(encoded(sample)));
            }
        }
        return ALL.stream().map(Sample::key).toList();
    }

    private static byte[] encoded(Sample sample) throws IOException {
        boolean transparent = sample.ending().equals("png");
        BufferedImage image = new BufferedImage(
                sample.width(),
                sample.height(),
                transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        sample.drawing().draw(g, sample.width(), sample.height());
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, sample.ending(), bytes);
        return bytes.toByteArray();
    }

    private static void sunset(Graphics2D g, int w, int h) {
        int horizon = h * 3 / 5;
        fill(g, 0, horizon, w, down(0, new Color(0x2B2D5B), horizon, new Color(0xF7A072)));
        disc(g, w / 2.0, horizon, h * 0.42, glow(w / 2f, horizon, h * 0.42f, new Color(0xFFE3A0)));
        disc(g, w / 2.0, horizon, h * 0.13, new Color(0xFFF1C9));
        fill(g, horizon, h, w, down(horizon, new Color(0xC9606A), h, new Color(0x1B1B3A)));
        Random chance = new Random(7);
        for (int y = horizon + 8; y < h; y += 14) {
            double spread = w * 0.06 + (y - horizon) * 0.35;
            double x = w / 2.0 + (chance.nextDouble() - 0.5) * spread;
            double length = spread * (0.3 + 0.5 * chance.nextDouble());
            g.setColor(new Color(255, 225, 170, Math.max(30, 170 - (y - horizon) / 4)));
            g.fillRoundRect((int) (x - length / 2), y, (int) length, 5, 5, 5);
        }
        boat(g, w * 0.27, horizon + h * 0.12, h * 0.11);
    }

    private static void boat(Graphics2D g, double x, double y, double size) {
        g.setColor(new Color(0x1D1A33));
        g.fill(polygon(x - size, y, x + size, y, x + size * 0.7, y + size * 0.3, x - size * 0.7, y + size * 0.3));
        g.fill(polygon(x, y - size * 1.7, x, y - size * 0.1, x + size * 0.8, y - size * 0.1));
        g.fill(polygon(x - size * 0.1, y - size * 1.4, x - size * 0.1, y - size * 0.1, x - size * 0.6, y - size * 0.1));
    }

    private static void mountains(Graphics2D g, int w, int h) {
        fill(g, 0, h, w, down(0, new Color(0x8EC5E8), h * 0.7, new Color(0xFDF3E1)));
        disc(g, w * 0.78, h * 0.22, h * 0.07, new Color(0xFFFBEA));
        Color[] ranges = {
            new Color(0xA9C1D6), new Color(0x7FA1BD), new Color(0x56809F), new Color(0x33607E), new Color(0x183F58)
        };
        for (int i = 0; i < ranges.length; i++) {
            g.setColor(ranges[i]);
            g.fill(ridge(w, h, h * (0.38 + 0.13 * i), h * (0.11 - 0.012 * i), 11 + i));
        }
    }

    private static Path2D ridge(int w, int h, double level, double height, long seed) {
        Random chance = new Random(seed);
        double a = chance.nextDouble() * 6;
        double b = chance.nextDouble() * 6;
        Path2D ridge = new Path2D.Double();
        ridge.moveTo(0, h);
        for (int x = 0; x <= w; x += 4) {
            double t = 12.0 * x / w;
            double y = Math.sin(t + a) + 0.5 * Math.sin(2.3 * t + b) + 0.25 * Math.abs(Math.sin(5.1 * t + a + b));
            ridge.lineTo(x, level - height * y);
        }
        ridge.lineTo(w, h);
        ridge.closePath();
        return ridge;
    }

    private static void lighthouse(Graphics2D g, int w, int h) {
        fill(g, 0, h, w, down(0, new Color(0x0B1030), h, new Color(0x3B4C8C)));
        stars(g, w, h);
        double x = w * 0.62;
        double lamp = h * 0.36;
        g.setPaint(new GradientPaint((float) x, 0, new Color(255, 240, 190, 170), 0, 0, new Color(255, 240, 190, 0)));
        g.fill(polygon(x, lamp - 10, 0, lamp - h * 0.16, 0, lamp + h * 0.04, x, lamp + 10));
        g.setColor(new Color(0x0A0E22));
        g.fill(ridge(w, h, h * 0.88, h * 0.03, 3));
        tower(g, x, lamp, h * 0.88);
    }

    private static void stars(Graphics2D g, int w, int h) {
        Random chance = new Random(42);
        for (int i = 0; i < 260; i++) {
            double size = 0.8 + 2.2 * chance.nextDouble();
            disc(
                    g,
                    chance.nextInt(w),
                    chance.nextInt(h * 4 / 5),
                    size,
                    new Color(255, 255, 240, 90 + chance.nextInt(165)));
        }
    }

    private static void tower(Graphics2D g, double x, double top, double ground) {
        int stripes = 6;
        double height = (ground - top) / stripes;
        for (int i = 0; i < stripes; i++) {
            double y = top + i * height;
            double narrow = 48 + 9 * i;
            g.setColor(new Color(i % 2 == 0 ? 0xC8553D : 0xF2EDE4));
            g.fill(polygon(x - narrow, y, x + narrow, y, x + narrow + 9, y + height, x - narrow - 9, y + height));
        }
        g.setColor(new Color(0xFFE9A8));
        g.fill(polygon(x - 34, top - 64, x + 34, top - 64, x + 34, top, x - 34, top));
        g.setColor(new Color(0x8C3A2B));
        g.fill(polygon(x - 52, top - 64, x, top - 124, x + 52, top - 64));
    }

    /** Without a background, so that there is something transparent to look at. */
    private static void balloons(Graphics2D g, int w, int h) {
        Color[] colours = {
            new Color(0xE4572E), new Color(0x29335C), new Color(0xF3A712), new Color(0x669BBC), new Color(0xA8C686)
        };
        for (int i = 0; i < colours.length; i++) {
            double x = w * (0.16 + 0.17 * i);
            double y = h * (i % 2 == 0 ? 0.30 : 0.42);
            g.setColor(new Color(0x6B6B6B));
            g.setStroke(new BasicStroke(4));
            g.draw(string(x, y + h * 0.16, w / 2.0, h * 0.96));
            g.setColor(colours[i]);
            g.fill(new Ellipse2D.Double(x - w * 0.12, y - h * 0.16, w * 0.24, h * 0.32));
            disc(g, x - w * 0.04, y - h * 0.07, w * 0.035, new Color(255, 255, 255, 110));
        }
    }

    private static Path2D string(double x, double y, double endX, double endY) {
        Path2D string = new Path2D.Double();
        string.moveTo(x, y);
        string.curveTo(x, (y + endY) / 2, endX, (y + endY) / 2, endX, endY);
        return string;
    }

    private static void fill(Graphics2D g, int top, int bottom, int width, Paint paint) {
        g.setPaint(paint);
        g.fillRect(0, top, width, bottom - top);
    }

    private static Paint down(double top, Color first, double bottom, Color last) {
        return new GradientPaint(0, (float) top, first, 0, (float) bottom, last);
    }

    private static Paint glow(float x, float y, float radius, Color colour) {
        Color edge = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
        return new RadialGradientPaint(x, y, radius, new float[] {0, 1}, new Color[] {colour, edge});
    }

    private static void disc(Graphics2D g, double x, double y, double radius, Paint paint) {
        g.setPaint(paint);
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }
}
