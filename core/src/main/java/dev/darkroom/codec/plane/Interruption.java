// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.plane;

import java.io.InterruptedIOException;

/*
 * A thread at work on a picture is interrupted when its time is up, and when nobody wants the picture any more. All work
 * of ours that walks over a picture asks between rows.
 */
/** Lets work on a picture end early when its thread is interrupted. */
public final class Interruption {
    private Interruption() {}

    /** Throws if the thread is interrupted, and leaves it so for those who have to know. */
    public static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw thrown();
        }
    }

    /** Returns what to throw for an {@link InterruptedException}, and makes the thread interrupted again. */
    public static InterruptedIOException caught() {
        Thread.currentThread().interrupt();
        return thrown();
    }

    private static InterruptedIOException thrown() {
        return new InterruptedIOException("interrupted while at work on a picture");
    }
}
