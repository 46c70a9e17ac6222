// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;

/** Refuses pictures with too many bytes, in the same words for all sources. */
final class Sizes {
    private Sizes() {}

    static void check(String what, long size, long maxBytes) {
        if (size > maxBytes) {
            throw new ImageRejectedException(
                    Reason.TOO_LARGE, what + " has " + size + " bytes, and the limit is " + maxBytes);
        }
    }
}
