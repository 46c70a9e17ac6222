// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

/**
 * The point of a picture that a cut should keep in view.
 *
 * @param x from the left edge, 0, to the right one, 1
 * @param y from the upper edge, 0, to the lower one, 1
 */
public record Focus(double x, double y) {

    /** The middle of a picture. */
    public static final Focus CENTRE = new Focus(0.5, 0.5);

    /** Checks the ranges. */
    public Focus {
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
            throw new IllegalArgumentException("a focus lies within 0 to 1, not at " + x + ", " + y);
        }
    }

    /**
     * Returns the largest part with these proportions, with this point as near to its middle as the edges allow.
     *
     * @param width the picture's width in pixels, upright
     * @param height the picture's height in pixels, upright
     * @param aspect the wanted width divided by the wanted height
     */
    public Cut cut(int width, int height, double aspect) {
        if (!(aspect > 0 && aspect < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("proportions are more than 0, not " + aspect);
        }
        double wide = Math.min(1, aspect * height / width);
        double high = Math.min(1, width / (aspect * height));
        return new Cut(start(x, wide), start(y, high), wide, high);
    }

    private static double start(double centre, double length) {
        return Math.max(0, Math.min(1 - length, centre - length / 2));
    }

    /**
     * A part of a picture, in fractions of its sides.
     *
     * @param x where it begins, from the left
     * @param y where it begins, from above
     * @param width how wide it is, more than 0
     * @param height how high it is, more than 0
     */
    public record Cut(double x, double y, double width, double height) {

        /** Returns the middle. */
        public Focus centre() {
            return new Focus(Math.min(1, x + width / 2), Math.min(1, y + height / 2));
        }
    }
}
