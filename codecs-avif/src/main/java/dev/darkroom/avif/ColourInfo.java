// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.codec.ColourCodes;
import java.util.Optional;
import java.util.Set;

/**
 * What the colours are and how they are coded, in the numbers of ITU-T H.273.
 *
 * @param codes what red, green and blue are
 * @param matrix the matrix coefficients
 * @param fullRange whether black is 0 and white the largest number
 */
record ColourInfo(ColourCodes codes, int matrix, boolean fullRange) {
    private static final int UNSPECIFIED = 2;
    private static final int SRGB = 13;
    private static final Set<Integer> VIDEO = Set.of(1, UNSPECIFIED, 6, 14, 15);

    /** Returns the ICC profile among an item's properties. */
    static Optional<byte[]> profile(Item item) {
        return item.properties().stream()
                .map(Item.Property::box)
                .filter(box -> box.is("colr"))
                .map(Box::fields)
                .filter(fields -> isProfile(fields.type()))
                .findFirst()
                .map(Fields::rest);
    }

    private static boolean isProfile(String type) {
        return type.equals("prof") || type.equals("rICC");
    }

    /** Returns what an item's properties say, which goes before what stands in the coded data. */
    static Optional<ColourInfo> declared(Item item) {
        return item.properties().stream()
                .map(Item.Property::box)
                .filter(box -> box.is("colr"))
                .map(Box::fields)
                .filter(fields -> fields.type().equals("nclx"))
                .findFirst()
                .map(ColourInfo::read);
    }

    /** Returns the codes as they are meant: pictures that name the curve of video are shown with that of screens. */
    ColourCodes shown() {
        return VIDEO.contains(codes.transfer()) ? new ColourCodes(codes.primaries(), SRGB) : codes;
    }

    /** Returns the same with a matrix from what the coded data says, if it has none of its own. */
    ColourInfo completedBy(ColourInfo coded) {
        return matrix == UNSPECIFIED ? new ColourInfo(codes, coded.matrix, fullRange) : this;
    }

    private static ColourInfo read(Fields fields) {
        ColourCodes codes = new ColourCodes(fields.u16(), fields.u16());
        return new ColourInfo(codes, fields.u16(), fields.u8() >> 7 != 0);
    }
}
