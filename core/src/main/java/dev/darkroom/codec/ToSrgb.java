// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.InterruptedIOException;
import java.util.Optional;

/** Brings finished pictures to sRGB. */
interface ToSrgb {

    /** Changes the colours of a canvas in place. */
    void apply(Canvas canvas) throws InterruptedIOException;

    /** Returns what can be kept instead. */
    default Optional<OwnColours> own() {
        return Optional.empty();
    }
}
