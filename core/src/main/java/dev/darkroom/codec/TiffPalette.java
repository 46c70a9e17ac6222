// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import dev.darkroom.image.ImageFormat;

/** The palette of a TIFF: all reds, then all greens, then all blues, with 16 bits each. */
final class TiffPalette {
    private static final int COLOUR_MAP = 320;
    private static final int COLOURS = 256;

    private TiffPalette() {}

    /** Returns the colours for indexes of 8 bits. */
    static int[] read(TiffDirectory directory) {
        int[] colours = new int[COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            colours[i] =
                    value(directory, i) << 16 | value(directory, COLOURS + i) << 8 | value(directory, 2 * COLOURS + i);
        }
        return colours;
    }

    private static int value(TiffDirectory directory, int index) {
        long value = directory
                .number(COLOUR_MAP, index)
                .orElseThrow(() -> Faults.broken(ImageFormat.TIFF, "its palette is too short"));
        return (int) (value >> Byte.SIZE) & 0xFF;
    }
}
