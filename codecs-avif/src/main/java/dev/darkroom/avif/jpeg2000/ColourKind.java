// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the colours of a picture are; ITU-T T.800, section I.5.3.3.
 *
 * @param count 1 for gray, otherwise 3
 * @param differences whether they are brightness and two colour differences, as in JPEG
 * @param icc the ICC profile, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these by equals.
record ColourKind(int count, boolean differences, byte @Nullable [] icc) {
    private static final int BY_NUMBER = 1;
    private static final int BY_PROFILE = 2;
    private static final int BY_ANY_PROFILE = 3;
    private static final int SPACE = 16;
    private static final int GRAY = 0x47524159;
    private static final int RGB = 0x52474220;

    /** Guesses the kind from how many channels there are. */
    static ColourKind of(int channels) {
        return new ColourKind(channels < 3 ? 1 : 3, false, null);
    }

    /** Reads a box, unless it says it in a way that nobody has to understand. */
    static Optional<ColourKind> read(Cursor box) {
        int method = box.u8();
        box.skip(2);
        if (method == BY_NUMBER) {
            return Optional.of(ofNumber(box.u32()));
        }
        return method == BY_PROFILE || method == BY_ANY_PROFILE ? Optional.of(ofProfile(box)) : Optional.empty();
    }

    private static ColourKind ofNumber(long number) {
        return switch ((int) number) {
            case 16 -> new ColourKind(3, false, null);
            case 17 -> new ColourKind(1, false, null);
            case 18 -> new ColourKind(3, true, null);
            default -> throw Rejections.unsupported("its colours are of the kind " + number);
        };
    }

    private static ColourKind ofProfile(Cursor box) {
        byte[] icc = box.rest();
        Cursor profile = new Cursor(ByteBuffer.wrap(icc));
        profile.skip(SPACE);
        int space = (int) profile.u32();
        if (space != GRAY && space != RGB) {
            throw Rejections.unsupported("its colour profile is for neither gray nor RGB");
        }
        return new ColourKind(space == GRAY ? 1 : 3, false, icc);
    }
}
