// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The coding styles that a picture or one of its tiles declares; what a tile says goes first. */
final class Styles {
    private static final int COD = 0xFF52;
    private static final int COC = 0xFF53;

    private final @Nullable Styles ofPicture;
    private final Map<Integer, CodingStyle> ofPlanes = new HashMap<>();
    private @Nullable CodingStyle ofAll;

    private Styles(@Nullable Styles ofPicture) {
        this.ofPicture = ofPicture;
    }

    static Styles ofPicture() {
        return new Styles(null);
    }

    Styles ofTile() {
        return new Styles(this);
    }

    /** Takes note of a segment, if it is about styles. */
    void read(int marker, Cursor segment) {
        if (marker == COD) {
            ofAll = CodingStyle.ofAll(segment);
        } else if (marker == COC) {
            int plane = segment.u8();
            ofPlanes.put(plane, CodingStyle.ofOne(segment, layers()));
        }
    }

    private int layers() {
        return common().layers();
    }

    private CodingStyle common() {
        if (ofAll != null) {
            return ofAll;
        } else if (ofPicture == null) {
            throw Rejections.broken("how it is coded isn't said");
        }
        return ofPicture.common();
    }

    CodingStyle of(int plane) {
        CodingStyle own = ofPlanes.get(plane);
        return own == null ? ofAll == null && ofPicture != null ? ofPicture.of(plane) : common() : own;
    }
}
