// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** Decodes the blocks of sequential scans (ITU-T T.81, F.2.2). Coefficients that don't count are passed over. */
final class SequentialBlocks {
    private final BitReader reader;

    SequentialBlocks(BitReader reader) {
        this.reader = reader;
    }

    /**
     * Decodes the next block of a plane.
     *
     * @param divisors what coefficients are multiplied by, in the order of the file
     * @param block where they are added, row by row
     * @return the last position in the file that may not be zero
     */
    int decode(ScanPlane plane, int[] divisors, int[] block) throws IOException {
        reader.ready();
        plane.prediction += difference(reader, plane.dc);
        block[0] = plane.prediction * divisors[0];
        return plane.kept.last() == 0 ? skip(plane, 1) : decodeRest(plane, divisors, block);
    }

    /** Decodes how much a mean differs from that before (F.2.2.1). */
    static int difference(BitReader reader, HuffmanTable table) throws JpegException {
        reader.refill();
        int entry = table.lookup()[(int) (reader.bits >>> (64 - HuffmanTable.LOOKUP))];
        if (HuffmanTable.length(entry) == 0) {
            entry = table.longCode((int) (reader.bits >>> (64 - HuffmanTable.LONGEST)));
        }
        int length = HuffmanTable.length(entry);
        int symbol = HuffmanTable.symbol(entry);
        if (length == 0 || symbol > 15) {
            throw BitReader.broken();
        }
        reader.bits <<= length;
        reader.count -= length;
        return HuffmanTable.value(entry) != 0 || symbol == 0
                ? HuffmanTable.value(entry)
                : HuffmanTable.extend(reader.take(symbol), symbol);
    }

    private int decodeRest(ScanPlane plane, int[] divisors, int[] block) throws IOException {
        BitReader reader = this.reader;
        byte[] bytes = reader.bytes;
        long bits = reader.bits;
        int count = reader.count;
        int position = reader.position;
        HuffmanTable table = plane.ac;
        int[] lookup = table.lookup();
        int[] places = plane.kept.places();
        int lastKept = plane.kept.last();
        int last = 0;
        int k = 1;
        boolean ended = false;
        while (k <= lastKept) {
            if (count < 32) {
                bits |= (long) BitReader.EIGHT.get(bytes, position) >>> count;
                position += (63 - count) >> 3;
                count |= 56;
            }
            int entry = lookup[(int) (bits >>> (64 - HuffmanTable.LOOKUP))];
            int value = HuffmanTable.value(entry);
            if (value == 0) {
                if (HuffmanTable.length(entry) == 0) {
                    entry = table.longCode((int) (bits >>> (64 - HuffmanTable.LONGEST)));
                    if (entry == 0) {
                        throw BitReader.broken();
                    }
                }
                bits <<= HuffmanTable.length(entry);
                count -= HuffmanTable.length(entry);
                int symbol = HuffmanTable.symbol(entry);
                int size = symbol & 15;
                if (size == 0) {
                    if (symbol != 0xF0) {
                        ended = true;
                        break;
                    }
                    k += 16;
                    continue;
                }
                value = HuffmanTable.extend((int) (bits >>> (64 - size)), size);
                bits <<= size;
                count -= size;
                k += symbol >> 4;
            } else {
                bits <<= HuffmanTable.length(entry);
                count -= HuffmanTable.length(entry);
                k += HuffmanTable.run(entry);
            }
            if (k <= lastKept) {
                block[places[k]] = value * divisors[k];
                last = k;
            }
            k++;
        }
        reader.bits = bits;
        reader.count = count;
        reader.position = position;
        if (k < ZigZag.LENGTH && !ended) {
            skip(plane, k);
        } else if (k > ZigZag.LENGTH) {
            throw BitReader.broken();
        }
        return last;
    }

    /** Passes over the rest of a block from a position on, and returns 0 as the last one that isn't zero. */
    private int skip(ScanPlane plane, int from) throws IOException {
        int[] entries = plane.skips().entries();
        int k = skipKnown(entries, from);
        while (k < ZigZag.LENGTH) {
            k = skipKnown(entries, skipOne(plane.ac, k));
        }
        if (k > ZigZag.LENGTH) {
            throw BitReader.broken();
        }
        return 0;
    }

    /** Passes over coefficients as long as the table knows them and they lie in the block; returns the position behind. */
    private int skipKnown(int[] entries, int from) {
        BitReader reader = this.reader;
        byte[] bytes = reader.bytes;
        long bits = reader.bits;
        int count = reader.count;
        int position = reader.position;
        int k = from;
        while (k < ZigZag.LENGTH) {
            if (count < 32) {
                bits |= (long) BitReader.EIGHT.get(bytes, position) >>> count;
                position += (63 - count) >> 3;
                count |= 56;
            }
            int entry = entries[(int) (bits >>> (64 - SkipTable.LOOKUP))];
            int next = k + SkipTable.positions(entry);
            if (next > ZigZag.LENGTH) {
                break;
            }
            bits <<= SkipTable.length(entry);
            count -= SkipTable.length(entry);
            k = SkipTable.isEnd(entry) ? ZigZag.LENGTH : next;
        }
        reader.bits = bits;
        reader.count = count;
        reader.position = position;
        return k;
    }

    private int skipOne(HuffmanTable table, int from) throws JpegException {
        reader.refill();
        int entry = SkipTable.one(table, (int) (reader.bits >>> (64 - HuffmanTable.LONGEST)));
        if (SkipTable.length(entry) == 0) {
            throw BitReader.broken();
        }
        reader.bits <<= SkipTable.length(entry);
        reader.count -= SkipTable.length(entry);
        return SkipTable.isEnd(entry) ? ZigZag.LENGTH : from + SkipTable.positions(entry);
    }
}
