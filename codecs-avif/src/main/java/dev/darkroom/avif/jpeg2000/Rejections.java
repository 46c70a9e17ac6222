// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;

/** What is said about files that are no good. */
final class Rejections {
    private Rejections() {}

    static ImageRejectedException broken(String what) {
        return new ImageRejectedException(Reason.BROKEN, "the JPEG 2000 data is damaged: " + what);
    }

    static ImageRejectedException cutOff() {
        return new ImageRejectedException(Reason.BROKEN, "the JPEG 2000 data is cut off: its end is missing");
    }

    static ImageRejectedException unsupported(String what) {
        return new ImageRejectedException(Reason.UNSUPPORTED, "this JPEG 2000 picture can't be read: " + what);
    }

    static ImageRejectedException tooLarge(String what) {
        return new ImageRejectedException(Reason.TOO_LARGE, "the picture is too large for JPEG 2000: " + what);
    }
}
