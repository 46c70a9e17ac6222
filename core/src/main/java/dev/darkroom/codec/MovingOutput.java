// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.Looks.Look;
import dev.darkroom.image.Variant;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * A frame is written when the next one is known: one that looks the same only makes it last longer, and GIF has to know
 * what will vanish.
 */
/** An output that keeps an animation: its frames come one by one, scaled already. */
final class MovingOutput {
    private final Variant variant;
    private final Window window;
    private final FrameWriter writer;
    private @Nullable Pixels before;
    private @Nullable Pixels shown;
    private int milliseconds;

    MovingOutput(Variant variant, Window window, FrameWriter writer) {
        this.variant = variant;
        this.window = window;
        this.writer = writer;
    }

    /** Returns what each frame is to be like. */
    Look look() {
        return new Look(window, variant.wants(Variant.Wish.IN_LINEAR_LIGHT), false);
    }

    void add(Canvas picture, int time) throws IOException {
        Pixels next = picture.framed(variant, variant.background()).pixels();
        if (shown != null && Arrays.equals(shown.data(), next.data())) {
            milliseconds += time;
            return;
        }
        write(next);
        before = shown;
        shown = next;
        milliseconds = time;
    }

    private void write(@Nullable Pixels next) throws IOException {
        if (shown != null) {
            writer.write(before, shown, next, milliseconds);
        }
    }

    /** Returns the file, once all frames have come. */
    byte[] bytes() throws IOException {
        write(null);
        return writer.finish();
    }
}
