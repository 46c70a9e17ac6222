// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.webp;

import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;

/** What is said about WebP files that are no good. */
final class Rejections {
    private Rejections() {}

    static ImageRejectedException broken(String what) {
        return new ImageRejectedException(Reason.BROKEN, "the WEBP data is damaged: " + what);
    }

    static ImageRejectedException broken(Throwable cause) {
        return new ImageRejectedException(Reason.BROKEN, "the WEBP data is damaged or cut off", cause);
    }

    static ImageRejectedException cutOff() {
        return new ImageRejectedException(Reason.BROKEN, "the WEBP data is cut off: its end is missing");
    }
}
