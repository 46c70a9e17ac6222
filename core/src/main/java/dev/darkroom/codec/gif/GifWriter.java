// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.gif;

import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/*
 * Every frame has a colour table of its own, since what comes later isn't known. A pixel is seen or not: GIF has no
 * half transparency.
 */
/** Writes a GIF with one frame or many. */
public final class GifWriter {
    private static final int LEAST_DEPTH = 2;
    private static final int DEEPEST = 8;
    private static final int COLOURS_OF_ITS_OWN = 0x80;
    private static final int HAS_CLEAR = 1;
    private static final int KEPT = 1 << 2;
    private static final int CLEARED = 2 << 2;
    private static final int MOST = 0xFFFF;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins a file with this size. */
    public GifWriter(int width, int height) {
        write("GIF89a");
        word(width);
        word(height);
        out.write((DEEPEST - 1) << 4);
        out.write(0);
        out.write(0);
    }

    /** Says before the first frame how often an animation is played, 0 for without end; unsaid, it is once. */
    public void plays(int times) {
        if (times == 1) {
            return;
        }
        out.write(0x21);
        out.write(0xFF);
        out.write(11);
        write("NETSCAPE2.0");
        out.write(3);
        out.write(1);
        word(times == 0 ? 0 : Math.min(times - 1, MOST));
        out.write(0);
    }

    /** A part of the screen that is to be drawn. */
    public static final class Part {
        private final int x;
        private final int y;
        private final int width;
        private final int[] argb;

        /** Places pixels; those with less than half of the alpha leave what was there. */
        public Part(int x, int y, int width, int[] argb) {
            this.x = x;
            this.y = y;
            this.width = width;
            this.argb = argb;
        }

        private int height() {
            return argb.length / width;
        }
    }

    /**
     * Adds a frame.
     *
     * @param hundredths for how many hundredths of a second it is seen
     * @param cleared whether the part becomes transparent afterwards
     */
    public void frame(Part part, int hundredths, boolean cleared) throws InterruptedIOException {
        boolean seesThrough = seesThrough(part.argb);
        ColourTable table = ColourTable.of(part.argb, seesThrough ? ColourTable.MOST - 1 : ColourTable.MOST);
        int clear = seesThrough ? table.size() : -1;
        int depth = depth(seesThrough ? table.size() + 1 : table.size());
        control(hundredths, cleared, clear);
        descriptor(part, depth);
        colours(table, depth);
        pixels(part, new Dithering(table, part.width, clear), depth);
    }

    private static boolean seesThrough(int[] argb) {
        for (int pixel : argb) {
            if (pixel >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int depth(int colours) {
        return Math.max(LEAST_DEPTH, Integer.SIZE - Integer.numberOfLeadingZeros(colours - 1));
    }

    private void control(int hundredths, boolean cleared, int clear) {
        out.write(0x21);
        out.write(0xF9);
        out.write(4);
        out.write((cleared ? CLEARED : KEPT) | (clear < 0 ? 0 : HAS_CLEAR));
        word(Math.min(hundredths, MOST));
        out.write(Math.max(0, clear));
        out.write(0);
    }

    private void descriptor(Part part, int depth) {
        out.write(0x2C);
        word(part.x);
        word(part.y);
        word(part.width);
        word(part.height());
        out.write(COLOURS_OF_ITS_OWN | (depth - 1));
    }

    private void colours(ColourTable table, int depth) {
        for (int i = 0; i < 1 << depth; i++) {
            int colour = i < table.size() ? table.colour(i) : 0;
            out.write(colour >> 16);
            out.write(colour >> 8);
            out.write(colour);
        }
    }

    private void pixels(Part part, Dithering dithering, int depth) throws InterruptedIOException {
        LzwWriter packed = new LzwWriter(out, depth);
        byte[] numbers = dithering.draw(part.argb);
        packed.write(numbers, 0, numbers.length);
        packed.finish();
    }

    /** Returns the whole file. */
    public byte[] finish() {
        out.write(0x3B);
        return out.toByteArray();
    }

    private void write(String letters) {
        out.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void word(int value) {
        out.write(value);
        out.write(value >> 8);
    }
}
