// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/**
 * One frame of an animation: where it is painted, for how long it is seen, and what becomes of it then.
 *
 * @param x where it begins on the picture
 * @param y where it begins on the picture
 * @param width its width
 * @param height its height
 * @param milliseconds for how long it is seen, as the file says
 * @param blended whether what was there shows through its transparent parts; otherwise it takes their place
 * @param disposal what becomes of it before the next one is painted
 */
public record AnimationFrame(
        int x, int y, int width, int height, int milliseconds, boolean blended, Disposal disposal) {

    /** What becomes of a frame after it was seen. */
    public enum Disposal {
        /** It stays, and the next one is painted over it. */
        KEPT,
        /** Its place becomes transparent. */
        CLEARED,
        /** What was there before it comes back. */
        TAKEN_BACK
    }

    /** Checks that it has a size and a place. */
    public AnimationFrame {
        if (x < 0 || y < 0 || width < 1 || height < 1 || milliseconds < 0) {
            throw new IllegalArgumentException("a frame of " + width + " x " + height + " pixels at " + x + ", " + y
                    + " for " + milliseconds + " ms");
        }
    }

    /** Returns how many pixels it has. */
    public long pixels() {
        return (long) width * height;
    }
}
