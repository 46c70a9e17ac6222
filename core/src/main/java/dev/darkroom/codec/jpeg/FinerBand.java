// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/*
 * A scan of this kind has a bit for each coefficient that wasn't zero before, and codes those that become plus or minus one
 * by how many zeros that stay zero come before. Which coefficients aren't zero is one number for each block, so that both
 * are found by counting its bits, whether or not the coefficients themselves are kept.
 */

/** One more bit of a band of coefficients (ITU-T T.81, G.1.2.3). */
final class FinerBand implements StoredBlocks {
    private final BitReader reader;
    private final int[] places;
    private final int kept;
    private final long keptMask;
    private final int first;
    private final long band;
    private final int last;
    private final int bit;
    private int emptyAhead;

    FinerBand(BitReader reader, KeptCoefficients kept, ScanHeader scan) {
        this.reader = reader;
        this.places = kept.places();
        this.kept = kept.count();
        this.keptMask = kept.mask();
        this.first = scan.first();
        this.last = scan.last();
        this.band = (-1L >>> (63 - last)) & (-1L << first);
        this.bit = 1 << scan.low();
    }

    @Override
    public void restart() {
        emptyAhead = 0;
    }

    @Override
    public void read(ScanPlane plane, CoefficientRow row, int column) throws IOException {
        long before = row.nonzero[column] & band;
        if (emptyAhead > 0) {
            emptyAhead--;
            if (before != 0) {
                reader.ready();
                refine(before, row.values, column * kept);
            }
            return;
        }
        reader.ready();
        row.nonzero[column] |= decode(plane.ac, before, row.values, column * kept);
    }

    /** Reads a block that isn't empty, and returns the positions that were zero before. */
    private long decode(HuffmanTable table, long before, short[] values, int base) throws JpegException {
        long added = 0;
        int k = first;
        while (k <= last) {
            int symbol = symbol(table);
            int run = symbol >> 4;
            if (symbol < 0xF0 && (symbol & 15) == 0) {
                emptyAhead = (1 << run) - 1 + reader.take(run);
                refine(before & (-1L << k), values, base);
                break;
            }
            int value = (symbol & 15) == 0 ? 0 : reader.take(1) == 0 ? -bit : bit;
            int target = zero(~before & band & (-1L << k), run);
            refine(before & (-1L << k) & below(target), values, base);
            if (value != 0) {
                added |= place(target, value, values, base);
            }
            k = target + 1;
        }
        return added;
    }

    private int symbol(HuffmanTable table) throws JpegException {
        reader.refill();
        int entry = table.lookup()[(int) (reader.bits >>> (64 - HuffmanTable.LOOKUP))];
        int symbol = HuffmanTable.symbol(entry);
        int length = HuffmanTable.length(entry);
        if (HuffmanTable.value(entry) != 0) {
            length -= symbol & 15;
        } else if (length == 0) {
            entry = table.longCode((int) (reader.bits >>> (64 - HuffmanTable.LONGEST)));
            symbol = HuffmanTable.symbol(entry);
            length = HuffmanTable.length(entry);
        }
        if (length == 0 || (symbol & 15) > 1) {
            throw BitReader.broken();
        }
        reader.bits <<= length;
        reader.count -= length;
        return symbol;
    }

    /** Returns the position of the zero before which so many others come, or one behind the band. */
    private int zero(long zeros, int others) {
        long left = zeros;
        for (int skipped = 0; skipped < others; skipped++) {
            left &= left - 1;
        }
        return left == 0 ? last + 1 : Long.numberOfTrailingZeros(left);
    }

    private static long below(int position) {
        return position == 64 ? -1L : (1L << position) - 1;
    }

    private long place(int position, int value, short[] values, int base) throws JpegException {
        if (position > last) {
            throw BitReader.broken();
        }
        if (places[position] != KeptCoefficients.DROPPED) {
            values[base + places[position]] = (short) value;
        }
        return 1L << position;
    }

    /** Reads a bit for each of some positions, and adds it to those that are kept. */
    private void refine(long positions, short[] values, int base) {
        long left = positions;
        while (left != 0) {
            int count = Math.min(32, Long.bitCount(left));
            int corrections = reader.take(count);
            if ((left & keptMask) == 0 && Long.bitCount(left) <= 32) {
                return;
            }
            for (int correction = count - 1; correction >= 0; correction--) {
                if (((corrections >> correction) & 1) != 0) {
                    correct(Long.numberOfTrailingZeros(left), values, base);
                }
                left &= left - 1;
            }
        }
    }

    private void correct(int position, short[] values, int base) {
        int place = places[position];
        if (place == KeptCoefficients.DROPPED) {
            return;
        }
        int value = values[base + place];
        if ((value & bit) == 0) {
            values[base + place] = (short) (value < 0 ? value - bit : value + bit);
        }
    }
}
