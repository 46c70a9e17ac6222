// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;

/** Rows whose alpha is taken from the file's own 32-bit words, since the JDK's BMP decoder drops it. */
final class MaskedAlphaRows implements Rows {
    private final Rows colours;
    private final ByteBuffer words;
    private final boolean fromBottom;

    /** Combines colours with words, in the file's order, whose highest byte is the alpha. */
    MaskedAlphaRows(Rows colours, ByteBuffer words, boolean fromBottom) {
        this.colours = colours;
        this.words = words;
        this.fromBottom = fromBottom;
    }

    @Override
    public int width() {
        return colours.width();
    }

    @Override
    public int height() {
        return colours.height();
    }

    @Override
    public void read(int y, int[] argb) {
        colours.read(y, argb);
        int stored = fromBottom ? height() - 1 - y : y;
        for (int x = 0; x < width(); x++) {
            int alpha = words.getInt(4 * (stored * width() + x)) & 0xFF000000;
            argb[x] = alpha | (argb[x] & 0xFFFFFF);
        }
    }
}
