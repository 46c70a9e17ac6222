// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the frames of an animation, no two of which in a row are the same. */
interface FrameWriter {

    /** Writes a frame, given what is seen before and after it. */
    void write(@Nullable Pixels before, Pixels shown, @Nullable Pixels next, int milliseconds) throws IOException;

    /** Returns the whole file. */
    byte[] finish() throws IOException;
}
