// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Arrays;

/** Takes the rows of one plane and turns every eight of them into tokens at once. */
final class PlaneEncoder {
    /** The symbol for "no more of this block" (T.81, F.1.2.2). */
    static final int END_OF_BLOCK = 0x00;

    private static final int ZERO_RUN = BlockTokens.LONGEST_RUN << 4;

    private final int height;
    private final Strip strip;
    private final ForwardDct dct;
    private final Quantizer quantizer;
    private final BlockTokens tokens;
    private final int[][] ordered = new int[ZigZag.LENGTH][];
    private final int[] low;
    private final int[] high;
    private final char[] row;
    private int y;

    PlaneEncoder(int width, int height, Quantizer quantizer) {
        this.height = height;
        this.strip = new Strip(width);
        int blocks = strip.blocks();
        this.dct = new ForwardDct(blocks);
        this.quantizer = quantizer;
        this.tokens = new BlockTokens(blocks, (height + Strip.SIDE - 1) / Strip.SIDE);
        this.low = new int[blocks];
        this.high = new int[blocks];
        this.row = new char[blocks * BlockTokens.MOST];
    }

    int missingRows() {
        return height - y;
    }

    BlockTokens tokens() {
        return tokens;
    }

    void row(byte[] samples, int offset) {
        int inBlock = y % Strip.SIDE;
        strip.row(inBlock, samples, offset);
        y++;
        if (y == height) {
            strip.repeatRow(inBlock + 1);
        }
        if (y == height || inBlock == Strip.SIDE - 1) {
            dct.transform(strip.places());
            quantize();
            tokenize((y - 1) / Strip.SIDE);
        }
    }

    private void quantize() {
        int blocks = strip.blocks();
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
        for (int position = 0; position < ZigZag.LENGTH; position++) {
            int place = ZigZag.natural(position);
            ordered[position] = strip.places()[place];
            if (position == 0) {
                quantizer.divide(place, ordered[position], blocks);
            } else {
                int[] masks = position < Integer.SIZE ? low : high;
                quantizer.divide(place, ordered[position], blocks, masks, position % Integer.SIZE);
            }
        }
    }

    private void tokenize(int blockRow) {
        short[] firsts = new short[strip.blocks()];
        int[] counts = tokens.counts();
        int end = 0;
        for (int block = 0; block < firsts.length; block++) {
            long mask = (long) high[block] << 32 | Integer.toUnsignedLong(low[block]);
            firsts[block] = (short) (ordered[0][block] << 1 | (mask == 0 ? 0 : 1));
            end = tokenize(block, mask, end, counts);
        }
        tokens.keep(blockRow, firsts, Arrays.copyOf(row, end));
    }

    private int tokenize(int block, long nonZero, int from, int[] counts) {
        int end = from;
        int previous = 0;
        for (long mask = nonZero; mask != 0; mask &= mask - 1) {
            int position = Long.numberOfTrailingZeros(mask);
            int run = position - previous - 1;
            previous = position;
            while (run > BlockTokens.LONGEST_RUN) {
                counts[ZERO_RUN]++;
                row[end++] = (char) BlockTokens.token(BlockTokens.LONGEST_RUN, 0);
                run -= BlockTokens.LONGEST_RUN + 1;
            }
            int value = ordered[position][block];
            counts[run << 4 | Magnitude.size(value)]++;
            row[end++] = (char) BlockTokens.token(run, value);
        }
        if (previous != BlockTokens.MOST) {
            counts[END_OF_BLOCK]++;
        }
        if (end > from) {
            row[end - 1] = (char) (row[end - 1] | BlockTokens.END);
        }
        return end;
    }
}
