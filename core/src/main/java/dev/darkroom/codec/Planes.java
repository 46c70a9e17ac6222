// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/*
 * A JPEG is decoded as its rows pass, each time at the size that is needed. All others are decoded as a whole, which is
 * where their time goes; so that is done once, however often they pass.
 */
/** Gives the planes of one picture, as often as they are needed. */
final class Planes {
    private final Header header;
    private @Nullable PlanarPicture decoded;

    Planes(Header header) {
        this.header = header;
    }

    /** Returns the picture, not made smaller than is allowed. */
    PlanarPicture get(Reducible reducible) throws IOException {
        if (decoded != null) {
            return decoded;
        }
        PlanarPicture picture = header.planes(reducible);
        if (picture.isDecoded()) {
            decoded = picture;
        }
        return picture;
    }
}
