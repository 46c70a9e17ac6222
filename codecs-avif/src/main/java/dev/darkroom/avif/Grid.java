// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;

/** A picture that is put together from tiles of one size, row by row. */
record Grid(int columns, int rows, Size size) {

    static Grid read(byte[] data) {
        Fields fields = new Fields(ByteBuffer.wrap(data));
        fields.u8();
        int length = (fields.u8() & 1) == 0 ? 2 : 4;
        int rows = fields.u8() + 1;
        int columns = fields.u8() + 1;
        return new Grid(columns, rows, new Size(side(fields, length), side(fields, length)));
    }

    private static int side(Fields fields, int length) {
        return (int) Math.min(Integer.MAX_VALUE, fields.number(length));
    }

    int tiles() {
        return columns * rows;
    }

    /** Refuses tiles that don't cover the picture, or of which some could not be seen at all. */
    void checkTile(Size tile) {
        boolean across = covers(columns, tile.width(), size.width());
        boolean down = covers(rows, tile.height(), size.height());
        if (!across || !down) {
            throw Rejections.broken("its tiles don't fit its size");
        }
    }

    private static boolean covers(int count, long side, int whole) {
        return count * side >= whole && (count - 1) * side < whole;
    }
}
