// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/**
 * What an engine refuses from the header, before it allocates pixels.
 *
 * @param pixels most pixels of one picture, and of all frames of an animation together
 * @param side most pixels along one side
 * @param scans most scans of a progressive JPEG: each one goes over the whole picture
 * @param frames most frames of an animation, even where only the first one is decoded, and most pages of a document
 */
public record DecodeLimits(long pixels, int side, int scans, int frames) {
    private static final int FRAMES = 100;

    /** Checks that all limits are positive. */
    public DecodeLimits {
        if (pixels < 1 || side < 1 || scans < 1 || frames < 1) {
            throw new IllegalArgumentException("limits are at least 1: pixels " + pixels + ", side " + side + ", scans "
                    + scans + ", frames " + frames);
        }
    }

    /** Sets limits, with at most 100 frames. */
    public DecodeLimits(long pixels, int side, int scans) {
        this(pixels, side, scans, FRAMES);
    }

    /** Returns 50 megapixels, 16,384 pixels a side, 100 scans, 100 frames. */
    public static DecodeLimits standard() {
        return new DecodeLimits(50_000_000, 16_384, 100);
    }

    /**
     * Refuses a picture that is larger than this, from numbers in its header.
     *
     * @throws dev.darkroom.image.ImageRejectedException with the number that is too large
     */
    public void check(int width, int height, int frameCount) {
        Sizes.check(width, height, this);
        Sizes.checkFrames(frameCount, this);
    }
}
