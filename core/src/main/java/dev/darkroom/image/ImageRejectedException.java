// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

/**
 * Says that an image itself is the trouble, so that trying again would end the same way.
 *
 * <p>The message is written for the person who handed the picture in. What may work later is an
 * {@link java.io.IOException} instead.
 */
public final class ImageRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an image is rejected. */
    public enum Reason {
        /** There is nothing at the place that the reference names. */
        MISSING,
        /** The host's rules don't allow to fetch from there. */
        FORBIDDEN,
        /** The bytes are not a picture, or one in a format that this build doesn't read. */
        UNSUPPORTED,
        /** The bytes are damaged or cut off. */
        BROKEN,
        /** A limit on bytes, pixels, sides, frames or time is passed. */
        TOO_LARGE
    }

    private final Reason reason;

    /** Rejects an image for a reason that a person understands. */
    public ImageRejectedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Rejects an image for a reason that a person understands, with what was found below it. */
    public ImageRejectedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
