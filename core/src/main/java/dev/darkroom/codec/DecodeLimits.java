// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/**
 * What an engine refuses from the header, before it allocates pixels.
 *
 * @param pixels most pixels of one picture
 * @param side most pixels along one side
 * @param scans most scans of a progressive JPEG: each one goes over the whole picture
 */
public record DecodeLimits(long pixels, int side, int scans) {

    /** Checks that all limits are positive. */
    public DecodeLimits {
        if (pixels < 1 || side < 1 || scans < 1) {
            throw new IllegalArgumentException(
                    "limits are at least 1: pixels " + pixels + ", side " + side + ", scans " + scans);
        }
    }

    /** Returns 50 megapixels, 16,384 pixels a side, 100 scans. */
    public static DecodeLimits standard() {
        return new DecodeLimits(50_000_000, 16_384, 100);
    }
}
