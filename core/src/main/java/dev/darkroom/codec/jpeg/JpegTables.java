// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import org.jspecify.annotations.Nullable;

/** The tables that segments between scans define, each good until it is defined anew (ITU-T T.81, B.2.4). */
final class JpegTables {
    private static final int SLOTS = 4;

    private final int[] @Nullable [] quantisation = new int[SLOTS][];
    private final @Nullable HuffmanTable[] dc = new HuffmanTable[SLOTS];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[SLOTS];
    private final Conditioning conditioning = new Conditioning();
    private int restartInterval;

    /** Begins with the tables that motion JPEG leaves out. */
    JpegTables() {
        dc[0] = StandardTables.DC_LUMA;
        dc[1] = StandardTables.DC_CHROMA;
        ac[0] = StandardTables.AC_LUMA;
        ac[1] = StandardTables.AC_CHROMA;
    }

    void readQuantisation(Segment segment) throws JpegException {
        while (segment.remaining() > 0) {
            int head = segment.number8();
            boolean wide = head >> 4 != 0;
            int[] table = new int[ZigZag.LENGTH];
            for (int position = 0; position < table.length; position++) {
                table[position] = wide ? segment.number16() : segment.number8();
            }
            quantisation[slot(head & 15)] = table;
        }
    }

    void readHuffman(Segment segment) throws JpegException {
        while (segment.remaining() > 0) {
            int head = segment.number8();
            byte[] counts = segment.take(HuffmanTable.LONGEST);
            byte[] symbols = segment.take(HuffmanTable.total(counts));
            HuffmanTable table = HuffmanTable.of(counts, symbols);
            @Nullable HuffmanTable[] kind = head >> 4 == 0 ? dc : ac;
            kind[slot(head & 15)] = table;
        }
    }

    void readRestartInterval(Segment segment) throws JpegException {
        restartInterval = segment.number16();
    }

    void readConditioning(Segment segment) throws JpegException {
        conditioning.read(segment);
    }

    Conditioning conditioning() {
        return conditioning;
    }

    /** Returns how many units come between two restart markers; 0 if there are none. */
    int restartInterval() {
        return restartInterval;
    }

    /** Returns the divisors of coefficients, in the order of the file. */
    int[] quantisation(int slot) throws JpegException {
        return defined(quantisation[slot]);
    }

    HuffmanTable dc(int slot) throws JpegException {
        return defined(dc[slot]);
    }

    HuffmanTable ac(int slot) throws JpegException {
        return defined(ac[slot]);
    }

    private static int slot(int number) throws JpegException {
        if (number >= SLOTS) {
            throw JpegException.broken("The JPEG file is broken: it has a table that doesn't exist.");
        }
        return number;
    }

    private static <T> T defined(@Nullable T table) throws JpegException {
        if (table == null) {
            throw JpegException.broken("The JPEG file is broken: one of its tables is missing.");
        }
        return table;
    }
}
