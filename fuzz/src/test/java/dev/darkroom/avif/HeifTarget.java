// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.fuzz.Target;

/** The boxes of AVIF and HEIC: what is accepted is within the limits. */
public final class HeifTarget implements Target {
    private static final DecodeLimits LIMITS = new DecodeLimits(100_000, 1_000, 20, 20);

    @Override
    public void read(byte[] input) {
        HeifPicture picture = HeifPicture.read(input, LIMITS);
        LIMITS.check(picture.width(), picture.height(), picture.frames());
        Target.require(picture.width() >= 1 && picture.height() >= 1, "a picture without pixels");
        Target.require(picture.orientation() >= 1 && picture.orientation() <= 8, "no such orientation");
        picture.alpha();
        picture.profile();
    }
}
