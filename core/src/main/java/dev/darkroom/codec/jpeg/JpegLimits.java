// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/**
 * How much a JPEG may ask for. How many pixels it may have is for the caller to say, who sees its frame before anything is allocated.
 *
 * @param scans how often it may go over its pixels
 * @param profileBytes how long its colour profile may be; a longer one is left out
 */
public record JpegLimits(int scans, int profileBytes) {

    /** Ten times what encoders write: 100 scans and a profile of 4 MB. */
    public static final JpegLimits USUAL = new JpegLimits(100, 4 << 20);

    /** Checks that both are positive. */
    public JpegLimits {
        if (scans < 1 || profileBytes < 1) {
            throw new IllegalArgumentException(
                    "Limits must be positive: " + scans + " scans, " + profileBytes + " bytes");
        }
    }
}
