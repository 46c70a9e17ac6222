// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import java.util.List;

/** A picture whose frames can all be read, one by one; the first alone is what {@link #decode()} returns. */
public interface AnimatedPicture extends CodedPicture {

    /** Returns what the file says of its frames, in their order: as many as {@link #frames()}, unless its end is missing. */
    List<AnimationFrame> timeline();

    /** Returns how often the animation is played, 0 for without end. */
    int plays();

    /**
     * Decodes one frame: its own pixels and nothing around them.
     *
     * @param index its place in the timeline
     * @throws dev.darkroom.image.ImageRejectedException if its data is damaged or cut off
     * @throws IOException if trying again may help
     */
    Pixels decode(int index) throws IOException;
}
