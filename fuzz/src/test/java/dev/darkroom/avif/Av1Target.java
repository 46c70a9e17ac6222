// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.DecodeLimits;
import dev.darkroom.fuzz.Target;

/** What an AV1 stream says about itself, before a native decoder gets to see it. */
public final class Av1Target implements Target {
    private static final DecodeLimits LIMITS = new DecodeLimits(100_000, 1_000, 20, 20);

    @Override
    public void read(byte[] input) {
        SequenceHeader.check(input, LIMITS);
    }
}
