// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.InterruptedIOException;

/** Lets a decode end early when its thread is interrupted: a hostile picture may take long. */
final class Interruption {

    private Interruption() {}

    static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Decoding was interrupted.");
        }
    }
}
