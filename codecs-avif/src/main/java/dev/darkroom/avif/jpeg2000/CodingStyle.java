// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.util.Arrays;

/** How a plane is cut into pieces; ITU-T T.800, sections A.6.1 and A.6.2. All sizes are powers of two. */
final class CodingStyle {
    private static final int OWN_PRECINCTS = 1;
    private static final int LARGEST_PRECINCT = 15;
    private static final int MAX_LEVELS = 32;
    private static final int MAX_BLOCK = 12;

    private final int layers;
    private final int levels;
    private final int blockWidth;
    private final int blockHeight;
    private final int[] precinctWidths;
    private final int[] precinctHeights;

    private CodingStyle(int layers, int flags, Cursor segment) {
        this.layers = layers;
        this.levels = segment.u8();
        this.blockWidth = segment.u8() + 2;
        this.blockHeight = segment.u8() + 2;
        if (levels > MAX_LEVELS || blockWidth + blockHeight > MAX_BLOCK) {
            throw Rejections.broken("its pieces make no sense");
        }
        segment.skip(2);
        this.precinctWidths = new int[levels + 1];
        this.precinctHeights = new int[levels + 1];
        Arrays.fill(precinctWidths, LARGEST_PRECINCT);
        Arrays.fill(precinctHeights, LARGEST_PRECINCT);
        if ((flags & OWN_PRECINCTS) != 0) {
            readPrecincts(segment);
        }
    }

    private void readPrecincts(Cursor segment) {
        for (int i = 0; i <= levels; i++) {
            int sizes = segment.u8();
            precinctWidths[i] = sizes & 15;
            precinctHeights[i] = sizes >> 4;
            if (i > 0 && (precinctWidths[i] == 0 || precinctHeights[i] == 0)) {
                throw Rejections.broken("its pieces make no sense");
            }
        }
    }

    /** Reads what holds for all planes. */
    static CodingStyle ofAll(Cursor segment) {
        int flags = segment.u8();
        segment.skip(1);
        int layers = segment.u16();
        segment.skip(1);
        return new CodingStyle(layers, flags, segment);
    }

    /** Reads what holds for one plane, of whose layers something else tells. */
    static CodingStyle ofOne(Cursor segment, int layers) {
        return new CodingStyle(layers, segment.u8(), segment);
    }

    int layers() {
        return layers;
    }

    int levels() {
        return levels;
    }

    /** Returns the logarithm of the width of the blocks at a level, of which 0 is the coarsest. */
    int blockWidth(int level) {
        return Math.min(blockWidth, level == 0 ? precinctWidths[0] : precinctWidths[level] - 1);
    }

    int blockHeight(int level) {
        return Math.min(blockHeight, level == 0 ? precinctHeights[0] : precinctHeights[level] - 1);
    }

    int precinctWidth(int level) {
        return precinctWidths[level];
    }

    int precinctHeight(int level) {
        return precinctHeights[level];
    }
}
