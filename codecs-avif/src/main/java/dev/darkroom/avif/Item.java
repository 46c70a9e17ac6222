// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing in a file, coded or put together from others.
 *
 * @param type how it is coded: av01, hvc1, grid
 * @param properties what is said about it, in the order in which it is to be applied
 */
record Item(long id, String type, List<Property> properties) {

    /** What is said about an item, and whether it must not be shown by those who don't understand it. */
    record Property(Box box, boolean essential) {}

    Optional<Box> property(String type) {
        return properties.stream()
                .map(Property::box)
                .filter(box -> box.is(type))
                .findFirst();
    }

    /** Returns the size that is declared before any pixel is decoded. */
    Optional<Size> size() {
        return property("ispe").map(box -> {
            Fields fields = box.fields();
            fields.u32();
            return new Size(fields.size(), fields.size());
        });
    }

    /** Returns the same with a size, if it has none of its own. */
    Item sizedLike(Size size) {
        if (size().isPresent()) {
            return this;
        }
        ByteBuffer body = ByteBuffer.allocate(12).putInt(0).putInt(size.width()).putInt(size.height());
        List<Property> all = new ArrayList<>(properties);
        all.add(new Property(new Box("ispe", body.flip()), false));
        return new Item(id, type, all);
    }
}
