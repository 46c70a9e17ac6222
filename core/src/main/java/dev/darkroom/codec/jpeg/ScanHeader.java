// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * The segment that a scan begins with (ITU-T T.81, B.2.3).
 *
 * @param parts the planes that are in it
 * @param first the first position in the zigzag order that it codes
 * @param last the last one
 * @param high the bit that was the lowest of those coded before; 0 if there were none
 * @param low the lowest bit that it codes
 */
record ScanHeader(List<Part> parts, int first, int last, int high, int low) {

    /** A plane in a scan, and the tables it was coded with. */
    record Part(int plane, int dcTable, int acTable) {}

    static ScanHeader read(Segment segment, FrameHeader frame) throws JpegException {
        int count = segment.number8();
        if (count < 1 || count > 4 || segment.remaining() != 2 * count + 3) {
            throw broken();
        }
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            parts.add(part(segment, frame, parts));
        }
        int first = segment.number8();
        int last = segment.number8();
        int bits = segment.number8();
        ScanHeader header = new ScanHeader(parts, first, last, bits >> 4, bits & 15);
        if (frame.process().isProgressive() && !header.isProgressive()) {
            throw broken();
        }
        return header;
    }

    private static Part part(Segment segment, FrameHeader frame, List<Part> before) throws JpegException {
        int id = segment.number8();
        int tables = segment.number8();
        int plane = 0;
        while (plane < frame.components().size()
                && (frame.components().get(plane).id() != id || contains(before, plane))) {
            plane++;
        }
        if (plane == frame.components().size() || tables >> 4 > 3 || (tables & 15) > 3) {
            throw broken();
        }
        return new Part(plane, tables >> 4, tables & 15);
    }

    private static boolean contains(List<Part> parts, int plane) {
        return parts.stream().anyMatch(part -> part.plane() == plane);
    }

    /** Whether the positions and bits are ones that a progressive scan may have (G.1.1.1). */
    private boolean isProgressive() {
        boolean band = first == 0 ? last == 0 : first <= last && last < ZigZag.LENGTH && parts.size() == 1;
        return band && low <= 13 && (high == 0 || high == low + 1);
    }

    private static JpegException broken() {
        return JpegException.broken("The JPEG file is broken: the description of a scan makes no sense.");
    }
}
