// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.placeholder;

import dev.darkroom.codec.Pixels;
import java.io.IOException;
import java.util.Base64;

/*
 * PNG rather than JPEG: at this size a JPEG is mostly tables, and it has no transparency. Colours in steps of 8 make it
 * a third smaller, which a browser's smooth enlargement hides.
 */
/** Writes a picture of a few pixels into a link. */
final class DataUri {
    private static final String START = "data:image/png;base64,";
    private static final int MOST_SIDE = 20;
    private static final int STEPS = 0xF8F8F8F8;
    private static final int LOW_BITS = 0x07070707;

    private DataUri() {}

    /** Returns the largest that is no longer than this, or that of one pixel, which every sound limit has room for. */
    static String of(Pixels picture, int length) throws IOException {
        for (int side = MOST_SIDE; side > 1; side--) {
            String uri = of(picture.atMost(side));
            if (uri.length() <= length) {
                return uri;
            }
        }
        return of(picture.scaledTo(1, 1));
    }

    private static String of(Pixels small) throws IOException {
        return START + Base64.getEncoder().encodeToString(inSteps(small).png().bytes());
    }

    /** Black stays black, white stays white, and opaque stays opaque. */
    private static Pixels inSteps(Pixels small) {
        int[] argb = small.toArray();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = (argb[i] & STEPS) | ((argb[i] >>> 5) & LOW_BITS);
        }
        return new Pixels(small.width(), small.height(), argb);
    }
}
