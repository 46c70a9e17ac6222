// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import java.util.List;

/** The frames of a picture that moves, which are decoded one by one. */
interface Animation {

    /** Returns what the headers say of the frames, which was held against the limits. */
    List<AnimationFrame> frames();

    /** Returns how often it is played, 0 for without end. */
    int plays();

    /** Decodes a frame. */
    Rows rows(int index) throws IOException;
}
