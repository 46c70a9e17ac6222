// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;

/** What is said about files that are no good. */
final class Rejections {
    private Rejections() {}

    static ImageRejectedException broken(String what) {
        return new ImageRejectedException(Reason.BROKEN, "the HEIF data is damaged: " + what);
    }

    /** For what a native decoder finds out, whichever format it works for. */
    static ImageRejectedException undecodable(String what) {
        return new ImageRejectedException(Reason.BROKEN, "the coded pixels are damaged: " + what);
    }

    static ImageRejectedException cutOff() {
        return new ImageRejectedException(Reason.BROKEN, "the HEIF data is cut off: its end is missing");
    }

    static ImageRejectedException unsupported(String what) {
        return new ImageRejectedException(Reason.UNSUPPORTED, "this picture can't be read: " + what);
    }
}
