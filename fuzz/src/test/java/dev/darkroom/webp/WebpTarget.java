// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.fuzz.Target;

/** The chunks of a WebP. */
public final class WebpTarget implements Target {
    private static final DecodeLimits LIMITS = new DecodeLimits(100_000, 1_000, 20, 20);

    @Override
    public void read(byte[] input) {
        WebpPicture picture = WebpPicture.read(input);
        LIMITS.check(picture.width(), picture.height(), picture.frames());
        Target.require(picture.width() >= 1 && picture.height() >= 1, "a picture without pixels");
        Target.require(picture.orientation() >= 1 && picture.orientation() <= 8, "no such orientation");
        picture.alpha();
        picture.profile();
    }
}
