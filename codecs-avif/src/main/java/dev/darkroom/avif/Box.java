// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * Boxes within boxes are read only where a picture has them, so the depth is fixed by the code and not by the file.
 */
/** A box of the ISO base media file format: a length, a name of four letters and a body. */
record Box(String type, ByteBuffer body) {
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    /** What is made of an entry takes many times its bytes; the largest grid of tiles needs a fraction of this. */
    private static final int MOST_BOXES = 1 << 17;

    private static final int LONGEST_TABLE = 4 << 20;

    /** Reads boxes until the end of the bytes. */
    static List<Box> list(ByteBuffer bytes) {
        Fields fields = new Fields(bytes);
        List<Box> boxes = new ArrayList<>();
        while (fields.hasMore()) {
            boxes.add(next(fields));
            if (boxes.size() > MOST_BOXES) {
                throw Rejections.broken("there are more than " + MOST_BOXES + " boxes in another");
            }
        }
        return boxes;
    }

    static Box next(Fields fields) {
        long size = fields.u32();
        String type = fields.type();
        if (size == 1) {
            return new Box(type, fields.part(body(fields.number(8), LONG_HEADER)));
        }
        return new Box(type, fields.part(size == 0 ? fields.remaining() : body(size, HEADER)));
    }

    /** Refuses a file whose pixels are cut off; other boxes may be, and what follows them may be no boxes at all. */
    static void checkData(Fields fields) {
        while (fields.remaining() >= LONG_HEADER) {
            long size = fields.u32();
            String type = fields.type();
            long body = size == 1 ? fields.number(8) - LONG_HEADER : size == 0 ? fields.remaining() : size - HEADER;
            if (body < 0 || body > fields.remaining()) {
                if (type.equals("mdat")) {
                    throw Rejections.cutOff();
                }
                return;
            }
            fields.part(body);
        }
    }

    private static long body(long size, int header) {
        if (size < header) {
            throw Rejections.broken("a box in it is smaller than its own header");
        }
        return size - header;
    }

    static Optional<Box> find(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type.equals(type)).findFirst();
    }

    Fields fields() {
        return new Fields(body);
    }

    /** Returns the fields of a box that lists something about all items. */
    Fields table() {
        if (body.remaining() > LONGEST_TABLE) {
            throw Rejections.broken("the box '" + type + "' has " + body.remaining() + " bytes");
        }
        return fields();
    }

    boolean is(String other) {
        return type.equals(other);
    }
}
