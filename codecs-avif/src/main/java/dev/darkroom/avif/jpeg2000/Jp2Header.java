// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif.jpeg2000;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the boxes of a JP2 file say about the codestream in it; ITU-T T.800, annex I. */
final class Jp2Header {
    private static final int HEADER = 0x6A703268;
    private static final int CODESTREAM = 0x6A703263;
    private static final int SIZE = 0x69686472;
    private static final int COLOURS = 0x636F6C72;
    private static final int PALETTE = 0x70636C72;
    private static final int MAPPING = 0x636D6170;
    private static final int DEFINITION = 0x63646566;
    private static final int LONG = 1;
    private static final int BOX = 8;
    private static final int LONG_BOX = 16;

    private final Map<Integer, Cursor> boxes = new HashMap<>();
    private final List<Cursor> colours = new ArrayList<>();

    /** Returns where the codestream begins; until there boxes are read. */
    Cursor read(Cursor file) {
        while (file.remaining() > 0) {
            long length = file.u32();
            int type = (int) file.u32();
            if (type == CODESTREAM) {
                file.skip(length == LONG ? LONG_BOX - BOX : 0);
                return file;
            }
            Cursor body = body(file, length);
            if (type == HEADER) {
                readHeader(body);
            }
        }
        throw Rejections.cutOff();
    }

    private static Cursor body(Cursor file, long length) {
        if (length == LONG) {
            long high = file.u32();
            return file.part((high << Integer.SIZE | file.u32()) - LONG_BOX);
        } else if (length == 0) {
            return file.part(file.remaining());
        } else if (length < BOX) {
            throw Rejections.broken("a box in it is smaller than its own header");
        }
        return file.part(length - BOX);
    }

    private void readHeader(Cursor header) {
        while (header.remaining() > 0) {
            long length = header.u32();
            int type = (int) header.u32();
            Cursor body = body(header, length);
            if (type == COLOURS) {
                colours.add(body);
            } else {
                boxes.putIfAbsent(type, body);
            }
        }
    }

    /** Refuses a file that says its size in two ways. */
    void check(Geometry geometry) {
        Cursor size = boxes.get(SIZE);
        if (size == null || size.u32() != geometry.height() || size.u32() != geometry.width()) {
            throw Rejections.broken("its size is given in two ways");
        }
    }

    /** Returns the first kind that can be understood. */
    Optional<ColourKind> colours() {
        return colours.stream().map(ColourKind::read).flatMap(Optional::stream).findFirst();
    }

    /** Returns what the planes are, given their own order. */
    Channels channels(List<Component> planes, ColourKind kind) {
        List<Channel> all = mapped(planes);
        Cursor definition = boxes.get(DEFINITION);
        return definition == null ? Channels.inOrder(all, kind.count()) : Channels.read(definition, all, kind.count());
    }

    private List<Channel> mapped(List<Component> planes) {
        Cursor palette = boxes.get(PALETTE);
        Cursor mapping = boxes.get(MAPPING);
        if (palette == null || mapping == null) {
            return Channel.each(planes);
        }
        Palette colourTable = Palette.read(palette);
        List<Channel> all = new ArrayList<>();
        while (mapping.remaining() > 0) {
            int plane = mapping.u16();
            boolean direct = mapping.u8() == 0;
            int column = mapping.u8();
            if (plane >= planes.size() || column >= colourTable.columns()) {
                throw Rejections.broken("its palette is for something else");
            }
            all.add(new Channel(plane, planes.get(plane).most(), direct ? null : colourTable, column));
        }
        return all;
    }
}
