// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.awt.Rectangle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands to a codec what is new in each frame. */
record CodedFrames(AnimationEncoder encoder) implements FrameWriter {

    @Override
    public void write(@Nullable Pixels before, Pixels shown, @Nullable Pixels next, int milliseconds)
            throws IOException {
        Rectangle part = before == null ? new Rectangle(shown.width(), shown.height()) : Changes.between(before, shown);
        int left = part.x & ~1;
        int top = part.y & ~1;
        Rectangle even = new Rectangle(left, top, part.x + part.width - left, part.y + part.height - top);
        encoder.add(Changes.part(shown, even), left, top, milliseconds);
    }

    @Override
    public byte[] finish() throws IOException {
        return encoder.finish();
    }
}
