// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;

/**
 * Says that memory, time on a processor or a process for decoding was not to be had just now. The picture may well be
 * sound: trying again later may help, and so may more memory or fewer pictures at once.
 */
public final class OutOfResourcesException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what there was not enough of. */
    public OutOfResourcesException(String message) {
        super(message);
    }

    /** Says what there was not enough of, with what was found below it. */
    public OutOfResourcesException(String message, Throwable cause) {
        super(message, cause);
    }
}
