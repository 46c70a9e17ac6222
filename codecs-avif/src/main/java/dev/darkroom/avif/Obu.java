// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.avif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One unit of an AV1 stream; see section 5.3 of the AV1 specification.
 *
 * @param type what it holds
 * @param all header and body
 * @param body the body alone
 */
record Obu(int type, ByteBuffer all, ByteBuffer body) {
    static final int SEQUENCE_HEADER = 1;
    static final int TEMPORAL_DELIMITER = 2;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;

    static List<Obu> list(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        List<Obu> units = new ArrayList<>();
        while (bytes.hasRemaining()) {
            units.add(next(bytes));
        }
        return units;
    }

    private static Obu next(ByteBuffer bytes) {
        int start = bytes.position();
        int header = bytes.get();
        if (header < 0) {
            throw Rejections.broken("its AV1 data is no AV1 data");
        }
        if ((header & 4) != 0) {
            need(1, bytes);
            bytes.get();
        }
        int length = (header & 2) == 0 ? bytes.remaining() : length(bytes);
        need(length, bytes);
        ByteBuffer body = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return new Obu(header >> 3 & 0xF, bytes.slice(start, bytes.position() - start), body);
    }

    private static int length(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            need(1, bytes);
            int next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (int) Math.min(Integer.MAX_VALUE, value);
            }
        }
        throw Rejections.broken("a length in its AV1 data is too long");
    }

    private static void need(int length, ByteBuffer bytes) {
        if (length > bytes.remaining()) {
            throw Rejections.cutOff();
        }
    }

    byte[] bytes() {
        byte[] bytes = new byte[all.limit()];
        all.get(0, bytes);
        return bytes;
    }

    boolean isFrame() {
        return type == FRAME || type == FRAME_HEADER;
    }
}
