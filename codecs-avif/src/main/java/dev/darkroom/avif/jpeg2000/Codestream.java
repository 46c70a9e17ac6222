// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import dev.darkroom.codec.DecodeLimits;
import java.util.HashMap;
import java.util.Map;

/** Walks over a codestream from marker to marker (ITU-T T.800, annex A) and tells whether it may be decoded. */
final class Codestream {
    static final int START = 0xFF4F;
    private static final int SIZES = 0xFF51;
    private static final int TILE_PART = 0xFF90;
    private static final int DATA = 0xFF93;
    private static final int END = 0xFFD9;
    private static final int ORDER_CHANGE = 0xFF5F;
    private static final int FIRST_MARKER = 0xFF4F;
    private static final int TILE_PART_LENGTH = 10;

    private final Cursor cursor;
    private final Geometry geometry;
    private final Styles styles = Styles.ofPicture();
    private final Map<Integer, Styles> tiles = new HashMap<>();

    private Codestream(Cursor cursor, Geometry geometry) {
        this.cursor = cursor;
        this.geometry = geometry;
    }

    /** Checks all of it against the limits, and returns what it says about sizes. */
    static Geometry check(Cursor cursor, DecodeLimits limits) {
        int length = cursor.remaining();
        if (cursor.u16() != START || cursor.u16() != SIZES) {
            throw Rejections.broken("its codestream begins in another way");
        }
        Codestream codestream = new Codestream(cursor, Geometry.read(segment(cursor), limits));
        codestream.walk();
        codestream.checkTiles(length);
        return codestream.geometry;
    }

    private static Cursor segment(Cursor cursor) {
        return cursor.part(cursor.u16() - 2L);
    }

    private void walk() {
        int marker = readSegments(styles);
        while (marker == TILE_PART) {
            readTilePart(cursor.position() - 2);
            marker = cursor.u16();
        }
        if (marker != END) {
            throw Rejections.broken("something else stands between its tiles");
        }
    }

    /** Reads segments up to a marker that is none of a header. */
    private int readSegments(Styles target) {
        int marker = cursor.u16();
        while (marker != TILE_PART && marker != DATA && marker != END) {
            if (marker < FIRST_MARKER) {
                throw Rejections.broken("a header in it has no end");
            } else if (marker == ORDER_CHANGE) {
                throw Rejections.unsupported("the order of its data changes");
            }
            target.read(marker, segment(cursor));
            marker = cursor.u16();
        }
        return marker;
    }

    private void readTilePart(int start) {
        if (cursor.u16() != TILE_PART_LENGTH) {
            throw Rejections.broken("a part of it begins in another way");
        }
        int tile = cursor.u16();
        long length = cursor.u32();
        cursor.skip(2);
        if (tile >= geometry.tiles()) {
            throw Rejections.broken("it has a tile too many");
        }
        if (readSegments(tiles.computeIfAbsent(tile, any -> styles.ofTile())) != DATA) {
            throw Rejections.broken("a part of it has no data");
        }
        long read = cursor.position() - (long) start;
        boolean toTheEnd = length == 0;
        cursor.skip(toTheEnd ? cursor.remaining() - 2L : length - read);
    }

    private void checkTiles(int length) {
        if (tiles.size() < geometry.tiles()) {
            throw Rejections.cutOff();
        }
        Workload workload = new Workload();
        tiles.forEach((tile, own) -> workload.add(geometry.tile(tile), geometry.components(), own));
        workload.check(length);
    }
}
