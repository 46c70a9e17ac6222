// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.avif.Item.Property;
import java.util.List;

/**
 * What becomes of a decoded picture before it is shown: a crop, then a turn and a mirroring.
 *
 * @param crop the part that is shown, in stored pixels
 * @param orientation the turn and the mirroring, as an EXIF orientation
 */
record Placement(Crop crop, int orientation) {
    /** EXIF's numbers for quarter turns against the clock without, with upright and with sideways mirroring. */
    private static final int[][] EXIF = {{1, 4, 2}, {8, 5, 7}, {3, 2, 4}, {6, 7, 5}};

    /** A part of a picture. */
    record Crop(int x, int y, int width, int height) {}

    static Placement of(Item item, Size size) {
        Crop crop = new Crop(0, 0, size.width(), size.height());
        int turns = 0;
        int mirroring = 0;
        for (Property property : item.properties()) {
            Box box = property.box();
            if (box.is("clap") && (turns != 0 || mirroring != 0)) {
                throw Rejections.unsupported("it is turned before it is cropped");
            } else if (box.is("clap")) {
                crop = crop(box.fields(), size);
            } else if (box.is("irot")) {
                // What was mirrored before it is turned could as well be turned the other way first.
                int quarter = box.fields().u8() & 3;
                turns = (turns + (mirroring == 0 ? quarter : 4 - quarter)) & 3;
            } else if (box.is("imir") && mirroring == 0) {
                mirroring = 1 + (box.fields().u8() & 1);
            }
        }
        return new Placement(crop, EXIF[turns][mirroring]);
    }

    /** A clean aperture is given by its size and by how far its centre lies from the picture's, in fractions. */
    private static Crop crop(Fields fields, Size size) {
        double width = fraction(fields);
        double height = fraction(fields);
        double x = (size.width() - width) / 2 + fraction(fields);
        double y = (size.height() - height) / 2 + fraction(fields);
        boolean inside = x >= 0
                && y >= 0
                && width >= 1
                && height >= 1
                && x + width <= size.width()
                && y + height <= size.height();
        if (!inside || !List.of(x, y, width, height).stream().allMatch(number -> number == Math.rint(number))) {
            throw Rejections.broken("what it shows lies outside of it or between pixels");
        }
        return new Crop((int) x, (int) y, (int) width, (int) height);
    }

    private static double fraction(Fields fields) {
        double numerator = fields.signed();
        return numerator / fields.size();
    }
}
