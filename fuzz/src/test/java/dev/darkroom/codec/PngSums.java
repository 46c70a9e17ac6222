// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Gives the chunks of a PNG the checksums that fit them, so that not every changed byte ends at those. */
final class PngSums {
    private static final int SIGNATURE = 8;
    private static final int AROUND_BODY = 12;

    private PngSums() {}

    static byte[] mended(byte[] png) {
        byte[] mended = png.clone();
        ByteBuffer all = ByteBuffer.wrap(mended);
        long at = SIGNATURE;
        while (at + AROUND_BODY <= mended.length) {
            long end = at + AROUND_BODY + Integer.toUnsignedLong(all.getInt((int) at));
            if (end > mended.length) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(mended, (int) at + 4, (int) (end - at) - 8);
            all.putInt((int) end - 4, (int) sum.getValue());
            at = end;
        }
        return mended;
    }
}
