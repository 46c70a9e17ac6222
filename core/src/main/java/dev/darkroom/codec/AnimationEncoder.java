// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;

/** Writes one animation, frame by frame; for one thread. */
public interface AnimationEncoder {

    /**
     * Adds a frame, of which only the part is given that is not as it was in the frame before; it takes the place of what
     * was there, transparency included. The first frame is given as a whole.
     *
     * @param x where the part begins, an even number
     * @param y where the part begins, an even number
     * @param milliseconds for how long the frame is seen
     */
    void add(Pixels part, int x, int y, int milliseconds) throws IOException;

    /** Returns the whole file. */
    byte[] finish() throws IOException;
}
