// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The meta box of a file: which items there are, where their bytes lie, and how they belong together. */
final class Items {
    private final Map<Long, Item> items = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    /** By the item that they say something about: each of thousands of tiles asks. */
    private final Map<Long, Set<Long>> auxiliaries = new HashMap<>();

    private final Locations locations;
    private final long primary;
    private final int fileLength;

    /** That one item needs or describes others. */
    private record Reference(String type, long from, List<Long> to) {}

    private Items(ByteBuffer file, List<Box> meta) {
        this.fileLength = file.limit();
        this.primary = primary(required(meta, "pitm"));
        this.locations = Locations.read(
                file, required(meta, "iloc"), Box.find(meta, "idat").map(Box::body));
        Map<Long, List<Item.Property>> properties = Properties.read(required(meta, "iprp"));
        readItems(required(meta, "iinf"), properties);
        Box.find(meta, "iref").ifPresent(this::readReferences);
    }

    static Items read(byte[] data) {
        ByteBuffer file = ByteBuffer.wrap(data).asReadOnlyBuffer();
        Fields fields = new Fields(file);
        while (fields.hasMore()) {
            Box box = Box.next(fields);
            if (box.is("meta")) {
                Fields body = box.fields();
                body.u32();
                Box.checkData(fields);
                return new Items(file, Box.list(body.part(body.remaining())));
            }
        }
        throw Rejections.unsupported("it has no still picture");
    }

    private static Box required(List<Box> meta, String type) {
        return Box.find(meta, type).orElseThrow(() -> Rejections.broken("the box '" + type + "' is missing"));
    }

    private static long primary(Box box) {
        Fields fields = box.fields();
        return fields.u32() >>> 24 == 0 ? fields.u16() : fields.u32();
    }

    private void readItems(Box box, Map<Long, List<Item.Property>> properties) {
        Fields fields = box.table();
        fields.number(fields.u32() >>> 24 == 0 ? 2 : 4);
        for (Box entry : Box.list(fields.part(fields.remaining()))) {
            Fields entryFields = entry.fields();
            long version = entryFields.u32() >>> 24;
            if (entry.is("infe") && version >= 2) {
                long id = version == 2 ? entryFields.u16() : entryFields.u32();
                entryFields.u16();
                items.put(id, new Item(id, entryFields.type(), properties.getOrDefault(id, List.of())));
            }
        }
    }

    private void readReferences(Box box) {
        Fields fields = box.table();
        int idLength = fields.u32() >>> 24 == 0 ? 2 : 4;
        for (Box entry : Box.list(fields.part(fields.remaining()))) {
            Fields entryFields = entry.fields();
            long from = entryFields.number(idLength);
            List<Long> to = new ArrayList<>();
            for (int count = entryFields.u16(); count > 0; count--) {
                to.add(entryFields.number(idLength));
            }
            references.add(new Reference(entry.type(), from, to));
            if (entry.is("auxl")) {
                to.forEach(id -> auxiliaries
                        .computeIfAbsent(id, any -> new LinkedHashSet<>())
                        .add(from));
            }
        }
    }

    /** Returns the picture to be shown; where that is said to be a thumbnail, the one that it stands for. */
    Item primary() {
        return references.stream()
                .filter(reference -> reference.type.equals("thmb") && reference.from == primary)
                .flatMap(reference -> reference.to.stream())
                .findFirst()
                .map(this::item)
                .orElseGet(() -> item(primary));
    }

    private Item item(long id) {
        Item item = items.get(id);
        if (item == null) {
            throw Rejections.broken("an item that it needs is missing");
        }
        return item;
    }

    long fileLength() {
        return fileLength;
    }

    byte[] data(Item item) {
        return locations.bytes(item.id());
    }

    /** Returns what an item is put together from. */
    List<Item> parts(Item item) {
        return references.stream()
                .filter(reference -> reference.type.equals("dimg") && reference.from == item.id())
                .findFirst()
                .map(reference -> reference.to.stream().map(this::item).toList())
                .orElse(List.of());
    }

    /** Returns the items that say something about this one, such as its transparency. */
    List<Item> auxiliaries(Item item) {
        return auxiliaries.getOrDefault(item.id(), Set.of()).stream()
                .map(this::item)
                .toList();
    }

    /** Whether the colours of one item are multiplied by the transparency in another. */
    boolean isPremultiplied(Item colour, Item alpha) {
        return references.stream()
                .anyMatch(reference -> reference.type.equals("prem")
                        && reference.from == colour.id()
                        && reference.to.contains(alpha.id()));
    }
}
