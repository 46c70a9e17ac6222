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
    private final int low;
    private int emptyAhead;

    FinerBand(BitReader reader, KeptCoefficients kept, ScanHeader scan) {
        this.reader = reader;
        this.places = kept.places();
        this.kept = kept.count();
        this.keptMask = kept.mask();
        this.first = scan.first();
        this.last = scan.last();
        this.band = (-1L >>> (63 - last)) & (-1L << first);
        this.low = scan.low();
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
            int entry = entry(table);
            int run = HuffmanTable.run(entry);
            int value = HuffmanTable.value(entry);
            if (value == 0 && run < 15) {
                emptyAhead = (1 << run) - 1 + reader.take(run);
                refine(before & (-1L << k), values, base);
                break;
            }
            int target = zero(~before & band & (-1L << k), run);
            refine(before & (-1L << k) & below(target), values, base);
            if (value != 0) {
                added |= place(target, value << low, values, base);
            }
            k = target + 1;
        }
        return added;
    }

    /** Reads a code, and the number behind it if there is one, which is plus or minus one. */
    private int entry(HuffmanTable table) throws JpegException {
        reader.refill();
        int entry = table.lookup()[(int) (reader.bits >>> (64 - HuffmanTable.LOOKUP))];
        if (HuffmanTable.length(entry) == 0) {
            entry = table.longCode((int) (reader.bits >>> (64 - HuffmanTable.LONGEST)));
        }
        int size = HuffmanTable.symbol(entry) & 15;
        if (HuffmanTable.length(entry) == 0 || size > 1) {
            throw BitReader.broken();
        }
        reader.bits <<= HuffmanTable.length(entry);
        reader.count -= HuffmanTable.length(entry);
        boolean alone = size == 1 && HuffmanTable.value(entry) == 0;
        return alone ? entry | (HuffmanTable.extend(reader.take(1), 1) << 16) : entry;
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
            int corrections = reader.take(count) << (32 - count);
            if ((left & keptMask) == 0 && Long.bitCount(left) <= 32) {
                return;
            }
            for (; count > 0; count--) {
                correct(Long.numberOfTrailingZeros(left), corrections >> 31, values, base);
                corrections <<= 1;
                left &= left - 1;
            }
        }
    }

    /** Adds the bit away from zero if the mask is of ones, without a branch, since nobody can foretell it. */
    private void correct(int position, int mask, short[] values, int base) {
        int place = places[position];
        if (place != KeptCoefficients.DROPPED) {
            int value = values[base + place];
            int step = ((value >> 31) | 1) << low;
            values[base + place] = (short) (value + (step & mask));
        }
    }
}
