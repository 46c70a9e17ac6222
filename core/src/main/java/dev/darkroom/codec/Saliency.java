// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/*
 * Four signs, added up: colours that differ from the picture's mean (Achanta and others, "Frequency-tuned salient region
 * detection", 2009), edges, strong colours, and colours of skin. A weak preference for the middle settles what they
 * leave open. Squaring keeps a large dull area from outweighing a small subject.
 */
/** Estimates how much each pixel of a small picture draws the eye. */
final class Saliency {
    private static final int GRAY = 0x808080;
    private static final double DIFFERENCE = 1.0;
    private static final double EDGE = 0.7;
    private static final double STRENGTH = 0.35;
    private static final double SKIN = 0.9;
    private static final double LEAST_AT_CORNER = 0.35;

    private final int width;
    private final int height;
    private final int[] argb;
    private final int[] rgb;
    private final double[] mean = new double[3];

    private Saliency(Pixels picture) {
        this.width = picture.width();
        this.height = picture.height();
        this.argb = picture.toArray();
        this.rgb = picture.over(GRAY).toArray();
        for (int pixel : rgb) {
            mean[0] += (double) red(pixel) / rgb.length;
            mean[1] += (double) green(pixel) / rgb.length;
            mean[2] += (double) blue(pixel) / rgb.length;
        }
    }

    /** Returns a weight of 0 or more for each pixel; transparent ones have none. */
    static float[] of(Pixels picture) {
        Saliency saliency = new Saliency(picture);
        float[] weights = new float[saliency.rgb.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) saliency.at(i);
        }
        return weights;
    }

    private double at(int i) {
        double sum =
                DIFFERENCE * difference(rgb[i]) + EDGE * edge(i) + STRENGTH * strength(rgb[i]) + SKIN * skin(rgb[i]);
        return sum * sum * nearMiddle(i) * (argb[i] >>> 24) / 255;
    }

    private double difference(int pixel) {
        double red = red(pixel) - mean[0];
        double green = green(pixel) - mean[1];
        double blue = blue(pixel) - mean[2];
        return Math.sqrt(0.3 * red * red + 0.6 * green * green + 0.1 * blue * blue) / 128;
    }

    private double edge(int i) {
        int x = i % width;
        int y = i / width;
        double across = light(Math.min(width - 1, x + 1), y) - light(Math.max(0, x - 1), y);
        double down = light(x, Math.min(height - 1, y + 1)) - light(x, Math.max(0, y - 1));
        return Math.min(1, Math.hypot(across, down) / 128);
    }

    private double light(int x, int y) {
        int pixel = rgb[y * width + x];
        return 0.299 * red(pixel) + 0.587 * green(pixel) + 0.114 * blue(pixel);
    }

    /** Returns how far a colour is from gray, less for dark ones. */
    private static double strength(int pixel) {
        int most = Math.max(red(pixel), Math.max(green(pixel), blue(pixel)));
        int least = Math.min(red(pixel), Math.min(green(pixel), blue(pixel)));
        return (most - least) / 255.0;
    }

    /** Returns how much a colour is like skin of any shade: its hue varies little, its brightness a lot. */
    private static double skin(int pixel) {
        double sum = Math.max(1, red(pixel) + green(pixel) + blue(pixel));
        double red = red(pixel) / sum - 0.44;
        double green = green(pixel) / sum - 0.31;
        double away = (red * red) / (0.06 * 0.06) + (green * green) / (0.025 * 0.025);
        return sum < 90 ? 0 : Math.max(0, 1 - away);
    }

    private double nearMiddle(int i) {
        double x = 2 * (i % width + 0.5) / width - 1;
        int row = i / width;
        double y = 2 * (row + 0.5) / height - 1;
        return 1 - (1 - LEAST_AT_CORNER) * (x * x + y * y) / 2;
    }

    private static int red(int pixel) {
        return (pixel >> 16) & 0xFF;
    }

    private static int green(int pixel) {
        return (pixel >> 8) & 0xFF;
    }

    private static int blue(int pixel) {
        return pixel & 0xFF;
    }
}
