// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a stored picture is turned and mirrored to stand upright.
 *
 * @param turned whether width and height change places
 * @param fromRight whether stored columns run from right to left in the upright picture's axis
 * @param fromBottom whether stored rows run from bottom to top in the upright picture's axis
 */
record Orientation(boolean turned, boolean fromRight, boolean fromBottom) {
    static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final byte[] PREFIX = "Exif\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PREFIX_LENGTH = 6;

    /** Returns what an EXIF orientation from 1 to 8 means. */
    static Orientation of(int exif) {
        return switch (exif) {
            case 1 -> new Orientation(false, false, false);
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, false, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, true, false);
            default -> throw new IllegalArgumentException("an orientation is 1 to 8, not " + exif);
        };
    }

    /** Finds the orientation in an EXIF block, with or without its "Exif" prefix; odd blocks and values mean upright. */
    static int inExif(ByteBuffer block) {
        return TiffDirectory.first(
                        hasPrefix(block) ? block.slice(PREFIX_LENGTH, block.remaining() - PREFIX_LENGTH) : block)
                .map(Orientation::in)
                .orElse(UPRIGHT);
    }

    /** Finds the orientation in a directory; odd values mean upright. */
    static int in(TiffDirectory directory) {
        long value = directory.number(TAG).orElse(UPRIGHT);
        return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
    }

    boolean isUpright() {
        return !turned && !fromRight && !fromBottom;
    }

    /** Returns where the stored pixel of a picture of this stored size goes in the rows of the upright one. */
    int target(int x, int y, int width, int height) {
        int column = fromRight ? width - 1 - x : x;
        int row = fromBottom ? height - 1 - y : y;
        return turned ? column * height + row : row * width + column;
    }

    private static boolean hasPrefix(ByteBuffer block) {
        return block.remaining() > PREFIX_LENGTH
                && block.slice(0, PREFIX.length).equals(ByteBuffer.wrap(PREFIX));
    }
}
