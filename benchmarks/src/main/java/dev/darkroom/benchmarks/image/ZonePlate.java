// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

/**
 * Rings that become finer outwards, as fine as pixels can be where they end.
 *
 * <p>In a smaller picture those that are too fine for it have to become an even grey. Rings that show there are aliases.
 */
record ZonePlate(int width, int height) implements PixelRows {
    private static final double GREY = 127.5;
    /** Just beyond the finest ring that an output can have, a filter of finite length may still let some through. */
    private static final double MARGIN = 1.15;

    private double radius() {
        return width / 2.0;
    }

    @Override
    public void draw(int y, int[] rgb) {
        for (int x = 0; x < width; x++) {
            int grey = (int) Math.round(grey(x, y));
            rgb[x] = grey << 16 | grey << 8 | grey;
        }
    }

    private double grey(int x, int y) {
        double squared = squaredDistance(x + 0.5, y + 0.5);
        double end = radius();
        return squared > end * end ? GREY : GREY + GREY * Math.cos(Math.PI * squared / (2 * end));
    }

    private double squaredDistance(double x, double y) {
        double dx = x - width / 2.0;
        double dy = y - height / 2.0;
        return dx * dx + dy * dy;
    }

    /** Returns how far, in root mean square, a smaller one is from grey where it should be grey. */
    double aliases(Plane smaller, double scale) {
        double sum = 0;
        long count = 0;
        double from = MARGIN * radius() / scale;
        for (int y = 0; y < smaller.height(); y++) {
            for (int x = 0; x < smaller.width(); x++) {
                double fromMiddle =
                        scale * Math.hypot(x + 0.5 - smaller.width() / 2.0, y + 0.5 - smaller.height() / 2.0);
                if (fromMiddle > from && fromMiddle < radius() - scale) {
                    sum += Math.pow(smaller.at(x, y) - GREY, 2);
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }
}
