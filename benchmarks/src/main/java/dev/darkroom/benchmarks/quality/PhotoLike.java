// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.quality;

import dev.darkroom.image.ImageContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws pictures with the statistics of photos: detail that halves as it gets twice as fine, edges, a little noise. */
final class PhotoLike {
    private static final int WIDTH = 1_024;
    private static final int HEIGHT = 768;
    private static final int OCTAVES = 8;

    private PhotoLike() {}

    static ImageContent png(long seed) throws IOException {
        Random random = new Random(seed);
        double[][] channels = {clouds(random), clouds(random), clouds(random)};
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            double light = channels[0][i] > 0.1 ? 40 : 0;
            int rgb = 0;
            for (double[] channel : channels) {
                double value =
                        110 + light + 150 * (0.75 * channels[0][i] + 0.25 * channel[i]) + 2 * random.nextGaussian();
                rgb = rgb << 8 | (int) Math.min(255, Math.max(0, value));
            }
            image.setRGB(i % WIDTH, i / WIDTH, rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return ImageContent.of(bytes.toByteArray());
    }

    private static double[] clouds(Random random) {
        double[] sum = new double[WIDTH * HEIGHT];
        for (int octave = 1; octave <= OCTAVES; octave++) {
            add(sum, octave, random);
        }
        return sum;
    }

    /** Adds random numbers on a grid, and what lies between them on straight lines. */
    private static void add(double[] sum, int octave, Random random) {
        int cell = WIDTH >> octave;
        int columns = WIDTH / cell + 2;
        double[] grid =
                random.doubles((long) columns * (HEIGHT / cell + 2), -1, 1).toArray();
        double strength = 1.0 / (1 << octave);
        for (int i = 0; i < sum.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            int at = y / cell * columns + x / cell;
            double across = x % cell / (double) cell;
            double down = y % cell / (double) cell;
            double upper = grid[at] * (1 - across) + grid[at + 1] * across;
            double lower = grid[at + columns] * (1 - across) + grid[at + columns + 1] * across;
            sum[i] += strength * (upper * (1 - down) + lower * down);
        }
    }
}
