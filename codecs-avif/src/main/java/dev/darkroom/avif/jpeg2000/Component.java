// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

/**
 * One plane of a codestream.
 *
 * @param depth the bits of a sample
 * @param across how many pixels of a row share a sample
 * @param down how many pixels of a column share a sample
 */
record Component(int depth, int across, int down) {
    private static final int SIGNED = 0x80;
    private static final int MAX_DEPTH = 16;

    static Component read(Cursor cursor) {
        int kind = cursor.u8();
        Component component = new Component((kind & ~SIGNED) + 1, cursor.u8(), cursor.u8());
        if ((kind & SIGNED) != 0) {
            throw Rejections.unsupported("its colours have signs");
        } else if (component.depth > MAX_DEPTH) {
            throw Rejections.unsupported("it has " + component.depth + " bits a sample");
        } else if (component.across < 1 || component.down < 1) {
            throw Rejections.broken("a plane in it has no size");
        }
        return component;
    }

    boolean isFull() {
        return across == 1 && down == 1;
    }

    boolean isHalved() {
        return across <= 2 && down <= 2;
    }

    /** Returns the largest sample. */
    int most() {
        return (1 << depth) - 1;
    }
}
