// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;

/** Finds the orientation in EXIF, for codecs whose format carries it that way. */
public final class ExifOrientation {
    private ExifOrientation() {}

    /** Returns the orientation in an EXIF block, 1 to 8; a block that can't be read and odd values mean upright, 1. */
    public static int in(byte[] block) {
        return Orientation.inExif(ByteBuffer.wrap(block));
    }
}
