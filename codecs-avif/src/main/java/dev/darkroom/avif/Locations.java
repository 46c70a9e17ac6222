// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the bytes of each item lie: in pieces of the file, or of a box beside the others. */
final class Locations {
    private static final int IN_FILE = 0;
    private static final int IN_BOX = 1;

    private final ByteBuffer file;
    private final Optional<ByteBuffer> box;
    private final Map<Long, Location> locations = new HashMap<>();

    private record Location(int method, List<Extent> extents) {}

    /** One piece; without a length it goes to the end. */
    private record Extent(long offset, long length) {}

    private Locations(ByteBuffer file, Optional<ByteBuffer> box) {
        this.file = file;
        this.box = box;
    }

    static Locations read(ByteBuffer file, Box iloc, Optional<ByteBuffer> idat) {
        Locations locations = new Locations(file, idat);
        locations.read(iloc.table());
        return locations;
    }

    private void read(Fields fields) {
        long version = fields.u32() >>> 24;
        int sizes = fields.u16();
        int idLength = version < 2 ? 2 : 4;
        for (long count = fields.number(idLength); count > 0; count--) {
            long id = fields.number(idLength);
            int method = version == 0 ? IN_FILE : fields.u16() & 0xF;
            fields.u16();
            locations.put(id, new Location(method, extents(fields, sizes, version > 0)));
        }
    }

    private static List<Extent> extents(Fields fields, int sizes, boolean indexed) {
        long base = fields.number(length(sizes, 4));
        List<Extent> extents = new ArrayList<>();
        int count = fields.u16();
        if (count > 1 && length(sizes, 8) == 0) {
            throw Rejections.broken("an item has pieces without lengths");
        }
        for (int i = 0; i < count; i++) {
            fields.number(indexed ? length(sizes, 0) : 0);
            long offset = base + fields.number(length(sizes, 12));
            extents.add(new Extent(offset, fields.number(length(sizes, 8))));
        }
        return extents;
    }

    private static int length(int sizes, int shift) {
        int length = sizes >> shift & 0xF;
        if (length > 8) {
            throw Rejections.broken("a number in it has " + 8 * length + " bits");
        }
        return length;
    }

    byte[] bytes(long id) {
        Location location = locations.get(id);
        if (location == null) {
            throw Rejections.broken("an item has no data");
        }
        ByteBuffer whole = whole(location.method);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Extent extent : location.extents) {
            bytes.writeBytes(piece(whole, extent));
            if (bytes.size() > file.limit()) {
                throw Rejections.broken("an item is larger than the file");
            }
        }
        return bytes.toByteArray();
    }

    private ByteBuffer whole(int method) {
        return switch (method) {
            case IN_FILE -> file;
            case IN_BOX -> box.orElseThrow(() -> Rejections.broken("the box 'idat' is missing"));
            default -> throw Rejections.unsupported("its data lies in another item");
        };
    }

    private static byte[] piece(ByteBuffer whole, Extent extent) {
        if (extent.offset < 0 || extent.offset > whole.limit()) {
            throw Rejections.cutOff();
        }
        int start = (int) extent.offset;
        int there = whole.limit() - start;
        if (extent.length > there) {
            throw Rejections.cutOff();
        }
        byte[] bytes = new byte[extent.length == 0 ? there : (int) extent.length];
        whole.get(start, bytes);
        return bytes;
    }
}
