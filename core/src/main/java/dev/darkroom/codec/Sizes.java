// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;

/** Holds the sizes that a header declares against the limits. */
final class Sizes {
    private Sizes() {}

    static boolean within(long width, long height, DecodeLimits limits) {
        return width <= limits.side() && height <= limits.side() && width * height <= limits.pixels();
    }

    static void check(int width, int height, DecodeLimits limits) {
        if (width > limits.side() || height > limits.side()) {
            throw tooLarge(width + " x " + height + " pixels, the limit is " + limits.side() + " a side");
        }
        long pixels = (long) width * height;
        if (pixels > limits.pixels()) {
            throw tooLarge(width + " x " + height + " is " + pixels + " pixels, the limit is " + limits.pixels());
        }
    }

    /** Checks the number of frames, and of the pixels in all of them. */
    static void checkFrames(int frames, long pixels, DecodeLimits limits) {
        checkFrames(frames, limits);
        if (pixels > limits.pixels()) {
            throw tooLarge(frames + " frames with " + pixels + " pixels, the limit is " + limits.pixels());
        }
    }

    static void checkFrames(int frames, DecodeLimits limits) {
        if (frames > limits.frames()) {
            throw tooLarge(frames + " frames, the limit is " + limits.frames());
        }
    }

    /** No picture within the limits needs more bytes, whatever its format; so that a huge file isn't even read. */
    static void checkBytes(long bytes, DecodeLimits limits) {
        long most = Math.min(Integer.MAX_VALUE - 8L, limits.pixels() * 8 + (64L << 20));
        if (bytes > most) {
            throw tooLarge(bytes + " bytes, the limit is " + most);
        }
    }

    static ImageRejectedException tooLarge(String numbers) {
        return new ImageRejectedException(Reason.TOO_LARGE, "the picture is too large: " + numbers);
    }
}
