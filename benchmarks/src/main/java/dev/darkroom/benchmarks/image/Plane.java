// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The brightness of a picture, 0 to 255, as it is stored: not made linear. */
final class Plane {
    private final int width;
    private final int height;
    private final double[] samples;

    Plane(int width, int height, double[] samples) {
        if (samples.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " don't fit " + samples.length + " samples");
        }
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    /** Reads a file that ImageIO knows. */
    static Plane read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null) {
            throw new IOException("ImageIO can't read " + file);
        }
        return of(picture);
    }

    static Plane of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        double[] samples = new double[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = luma(row[x]);
            }
        }
        return new Plane(width, height, samples);
    }

    /** The weights are those of JPEG's own Y (ITU-R BT.601). */
    private static double luma(int rgb) {
        return 0.299 * ((rgb >> 16) & 0xFF) + 0.587 * ((rgb >> 8) & 0xFF) + 0.114 * (rgb & 0xFF);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    double at(int x, int y) {
        return samples[y * width + x];
    }

    /** Returns the picture mirrored at its diagonal, so that columns become rows. */
    Plane turned() {
        double[] turned = new double[samples.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + y] = samples[y * width + x];
            }
        }
        return new Plane(/* width= */ height, /* height= */ width, turned);
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
