// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** The high bits of a band of coefficients (ITU-T T.81, G.1.2.2). One symbol can say that many blocks ahead have none. */
final class FirstBand implements StoredBlocks {
    private final BitReader reader;
    private final int[] places;
    private final int kept;
    private final int first;
    private final int last;
    private final int low;
    private int emptyAhead;

    FirstBand(BitReader reader, KeptCoefficients kept, ScanHeader scan) {
        this.reader = reader;
        this.places = kept.places();
        this.kept = kept.count();
        this.first = scan.first();
        this.last = scan.last();
        this.low = scan.low();
    }

    @Override
    public int skip(int most) {
        int skipped = Math.min(most, emptyAhead);
        emptyAhead -= skipped;
        return skipped;
    }

    @Override
    public void restart() {
        emptyAhead = 0;
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        reader.ready();
        row.nonzero[column] |= decode(plane.ac, row.values, column * kept);
    }

    private long decode(HuffmanTable table, short[] values, int base) throws JpegException {
        BitReader reader = this.reader;
        byte[] bytes = reader.bytes;
        long bits = reader.bits;
        int count = reader.count;
        int position = reader.position;
        int[] lookup = table.lookup();
        int[] places = this.places;
        int last = this.last;
        long nonzero = 0;
        int k = first;
        while (k <= last) {
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
                int run = symbol >> 4;
                if (size == 0) {
                    if (run < 15) {
                        emptyAhead = (1 << run) - 1 + (int) (bits >>> 1 >>> (63 - run));
                        bits <<= run;
                        count -= run;
                        break;
                    }
                    k += 16;
                    continue;
                }
                value = HuffmanTable.extend((int) (bits >>> (64 - size)), size);
                bits <<= size;
                count -= size;
                k += run;
            } else {
                bits <<= HuffmanTable.length(entry);
                count -= HuffmanTable.length(entry);
                k += HuffmanTable.run(entry);
            }
            if (k > last) {
                throw BitReader.broken();
            }
            int place = places[k];
            if (place != KeptCoefficients.DROPPED) {
                values[base + place] = (short) (value << low);
            }
            nonzero |= 1L << k;
            k++;
        }
        reader.bits = bits;
        reader.count = count;
        reader.position = position;
        return nonzero;
    }
}
