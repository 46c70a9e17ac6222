// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import dev.darkroom.avif.Item.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads which properties belong to which item. */
final class Properties {
    /** As many as an entry can have; thousands of tiles may share an item, and look through its properties again and again. */
    private static final int MOST = 255;

    private final Map<Long, List<Property>> ofItems = new HashMap<>();
    private final List<Box> all;

    private Properties(List<Box> all) {
        this.all = all;
    }

    static Map<Long, List<Property>> read(Box iprp) {
        List<Box> boxes = Box.list(iprp.body());
        Box container = Box.find(boxes, "ipco").orElseThrow(() -> Rejections.broken("the box 'ipco' is missing"));
        Properties properties = new Properties(Box.list(container.body()));
        boxes.stream().filter(box -> box.is("ipma")).forEach(properties::associate);
        return properties.ofItems;
    }

    private void associate(Box ipma) {
        Fields fields = ipma.table();
        long versionAndFlags = fields.u32();
        int idLength = versionAndFlags >>> 24 == 0 ? 2 : 4;
        int indexLength = (versionAndFlags & 1) == 0 ? 1 : 2;
        for (long count = fields.u32(); count > 0; count--) {
            List<Property> properties = ofItems.computeIfAbsent(fields.number(idLength), id -> new ArrayList<>());
            for (int i = fields.u8(); i > 0; i--) {
                add(properties, (int) fields.number(indexLength), 8 * indexLength - 1);
            }
        }
    }

    private void add(List<Property> properties, int association, int bits) {
        int index = association & ((1 << bits) - 1);
        if (index > all.size()) {
            throw Rejections.broken("a property that it needs is missing");
        }
        if (properties.size() == MOST) {
            throw Rejections.broken("an item has more than " + MOST + " properties");
        }
        if (index > 0) {
            properties.add(new Property(all.get(index - 1), association >>> bits != 0));
        }
    }
}
