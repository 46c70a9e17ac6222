// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.codec.gif.GifWriter;
import java.awt.Rectangle;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/*
 * A frame of a GIF can't make pixels vanish, only the end of the one before it can. So a frame after which something
 * vanishes is written as a whole and cleared as a whole, and the next one begins on an empty screen.
 */
/** Writes an animation as GIF. */
final class GifFrameWriter implements FrameWriter {
    private static final int OPAQUE_ENOUGH = 128;
    /** Browsers take shorter times for mistakes. */
    private static final int SHORTEST = 2;

    private final GifWriter gif;
    private boolean empty = true;
    private long milliseconds;
    private long hundredths;

    GifFrameWriter(int width, int height, int plays) {
        this.gif = new GifWriter(width, height);
        gif.plays(plays);
    }

    /** Writes a picture that doesn't move. */
    static byte[] still(Canvas picture) throws InterruptedIOException {
        GifWriter gif = new GifWriter(picture.width(), picture.height());
        gif.frame(new GifWriter.Part(0, 0, picture.width(), picture.straight()), 0, false);
        return gif.finish();
    }

    @Override
    public void write(@Nullable Pixels before, Pixels shown, @Nullable Pixels next, int time)
            throws InterruptedIOException {
        boolean cleared = next != null && vanishes(shown, next);
        Rectangle part = before == null || empty || cleared
                ? new Rectangle(shown.width(), shown.height())
                : Changes.between(before, shown);
        int[] argb = Changes.part(shown, part).toArray();
        if (before != null && !empty) {
            leaveOut(Changes.part(before, part), argb);
        }
        gif.frame(new GifWriter.Part(part.x, part.y, part.width, argb), hundredths(time), cleared);
        empty = cleared;
    }

    private static boolean vanishes(Pixels shown, Pixels next) {
        int[] now = shown.data();
        int[] then = next.data();
        for (int i = 0; i < now.length; i++) {
            if (now[i] >>> 24 >= OPAQUE_ENOUGH && then[i] >>> 24 < OPAQUE_ENOUGH) {
                return true;
            }
        }
        return false;
    }

    /** What is seen already needs no colours. */
    private static void leaveOut(Pixels before, int[] argb) {
        for (int i = 0; i < argb.length; i++) {
            if (argb[i] == before.data()[i]) {
                argb[i] = 0;
            }
        }
    }

    /** Rounds so that all frames together last as long as they should. */
    private int hundredths(int time) {
        milliseconds += time;
        long rounded = Math.max(SHORTEST, (milliseconds + 5) / 10 - hundredths);
        hundredths += rounded;
        return (int) Math.min(Integer.MAX_VALUE, rounded);
    }

    @Override
    public byte[] finish() {
        return gif.finish();
    }
}
