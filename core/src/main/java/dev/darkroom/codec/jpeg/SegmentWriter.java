// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.List;

/** Writes the segments that stand before and between scans (T.81, B.2). */
final class SegmentWriter {
    /** How much fits into a segment. */
    static final int MOST_BYTES = 65_533;

    /** The class of Huffman tables for the first coefficients of blocks. */
    static final int FIRST = 0;

    /** The class of Huffman tables for all other coefficients. */
    static final int REST = 1;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int APP0 = 0xe0;
    private static final int DQT = 0xdb;
    private static final int DHT = 0xc4;
    private static final int SOS = 0xda;
    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;

    private final EntropyWriter out;

    SegmentWriter(EntropyWriter out) {
        this.out = out;
    }

    void start() {
        marker(SOI);
    }

    void end() {
        marker(EOI);
    }

    /** Says that this is a JFIF file with square pixels (ITU-T T.871, 10.1). */
    void jfif() {
        byte[] jfif = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
        out.raw(segment(APP0, jfif));
    }

    /** Writes a table of divisors, given row by row. */
    void divisors(int table, int[] divisors) {
        byte[] payload = new byte[1 + ZigZag.LENGTH];
        payload[0] = (byte) table;
        for (int position = 0; position < ZigZag.LENGTH; position++) {
            payload[1 + position] = (byte) divisors[ZigZag.natural(position)];
        }
        out.raw(segment(DQT, payload));
    }

    void frame(int width, int height, boolean progressive, List<Component> components) {
        byte[] payload = new byte[6 + 3 * components.size()];
        payload[0] = 8;
        payload[1] = (byte) (height >> 8);
        payload[2] = (byte) height;
        payload[3] = (byte) (width >> 8);
        payload[4] = (byte) width;
        payload[5] = (byte) components.size();
        int at = 6;
        for (var component : components) {
            payload[at++] = (byte) component.id();
            payload[at++] = (byte) (component.factor() << 4 | component.factor());
            payload[at++] = (byte) component.tables();
        }
        out.raw(segment(progressive ? SOF2 : SOF0, payload));
    }

    /** Makes a code of each table whose symbols were counted, and writes them. */
    HuffmanCode[] codes(int tableClass, SymbolCounts counts) {
        HuffmanCode[] codes = new HuffmanCode[SymbolCounts.TABLES];
        for (int table = 0; table < codes.length; table++) {
            codes[table] = counts.code(table);
            if (counts.isUsed(table)) {
                code(tableClass, table, codes[table]);
            }
        }
        return codes;
    }

    private void code(int tableClass, int table, HuffmanCode code) {
        byte[] lengthsAndSymbols = code.table();
        byte[] payload = new byte[1 + lengthsAndSymbols.length];
        payload[0] = (byte) (tableClass << 4 | table);
        System.arraycopy(lengthsAndSymbols, 0, payload, 1, lengthsAndSymbols.length);
        out.raw(segment(DHT, payload));
    }

    /** Begins a scan. */
    void scan(List<Component> components, Band band) {
        byte[] payload = new byte[4 + 2 * components.size()];
        payload[0] = (byte) components.size();
        int at = 1;
        for (var component : components) {
            payload[at++] = (byte) component.id();
            payload[at++] = (byte) (component.tables() << 4 | component.tables());
        }
        payload[at++] = (byte) band.first();
        payload[at++] = (byte) band.last();
        payload[at] = (byte) (band.refined() << 4 | band.withheld());
        out.raw(segment(SOS, payload));
    }

    /** Writes a segment that is whole already. */
    void raw(byte[] segment) {
        out.raw(segment);
    }

    /** Returns a whole segment: its marker, the length, which counts itself, and what stands in it. */
    static byte[] segment(int marker, byte[] payload) {
        byte[] segment = new byte[4 + payload.length];
        int length = payload.length + 2;
        segment[0] = (byte) 0xff;
        segment[1] = (byte) marker;
        segment[2] = (byte) (length >> 8);
        segment[3] = (byte) length;
        System.arraycopy(payload, 0, segment, 4, payload.length);
        return segment;
    }

    private void marker(int marker) {
        out.raw(new byte[] {(byte) 0xff, (byte) marker});
    }
}
