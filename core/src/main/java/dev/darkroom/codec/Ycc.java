// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

/** The conversion between RGB and the luma and chroma of JPEG files (ITU-T T.871, section 7). */
final class Ycc {
    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int CENTRE = 128;

    private Ycc() {}

    /** Returns 0xRRGGBB. */
    static int rgb(int luma, int blueness, int redness) {
        int cb = blueness - CENTRE;
        int cr = redness - CENTRE;
        int red = luma + ((fixed(1.402) * cr + HALF) >> BITS);
        int green = luma - ((fixed(0.344136) * cb + fixed(0.714136) * cr + HALF) >> BITS);
        int blue = luma + ((fixed(1.772) * cb + HALF) >> BITS);
        return clamped(red) << 16 | clamped(green) << 8 | clamped(blue);
    }

    static int luma(int rgb) {
        return (fixed(0.299) * red(rgb) + fixed(0.587) * green(rgb) + fixed(0.114) * blue(rgb) + HALF) >> BITS;
    }

    /** Returns Cb of a sum of that many colours, whose channels are given added up. */
    static int blueness(int red, int green, int blue, int count) {
        return chroma(-fixed(0.168736) * red - fixed(0.331264) * green + fixed(0.5) * blue, count);
    }

    /** Returns Cr of a sum of that many colours, whose channels are given added up. */
    static int redness(int red, int green, int blue, int count) {
        return chroma(fixed(0.5) * red - fixed(0.418688) * green - fixed(0.081312) * blue, count);
    }

    private static int chroma(int sum, int count) {
        return clamped(((sum / count + HALF) >> BITS) + CENTRE);
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << BITS));
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static int red(int rgb) {
        return (rgb >> 16) & 0xFF;
    }

    private static int green(int rgb) {
        return (rgb >> 8) & 0xFF;
    }

    private static int blue(int rgb) {
        return rgb & 0xFF;
    }
}
