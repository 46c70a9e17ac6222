// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** Goes through the blocks of a component, and shows of each the coefficients that lie in a band and are not zero. */
final class BandBlocks {
    private final BlockTokens tokens;
    private final int first;
    private final int last;
    private final int withheld;
    private final int[] positions = new int[BlockTokens.MOST];
    private final int[] values = new int[BlockTokens.MOST];
    private int count;
    private int row = -1;
    private int column;
    private int at;

    /** Shows positions from the first to the last, without so many low bits. */
    BandBlocks(BlockTokens tokens, Band band) {
        this.tokens = tokens;
        this.first = band.first();
        this.last = band.last();
        this.withheld = band.withheld();
        this.column = tokens.blocksAcross();
    }

    /** Goes to the next block, and says whether there is one. */
    boolean next() {
        if (column == tokens.blocksAcross()) {
            row++;
            column = 0;
            at = 0;
        }
        if (row == tokens.blocksDown()) {
            return false;
        }
        count = 0;
        if (!tokens.isFlat(row, column)) {
            read(tokens.tokens(row));
        }
        column++;
        return true;
    }

    private void read(char[] rowTokens) {
        int position = 0;
        int token;
        do {
            token = rowTokens[at++];
            position += BlockTokens.run(token) + 1;
            int value = BlockTokens.value(token);
            // towards zero, for negative ones too (T.81, A.4)
            int shown = value < 0 ? -(-value >> withheld) : value >> withheld;
            if (shown != 0 && position >= first && position <= last) {
                positions[count] = position;
                values[count++] = shown;
            }
        } while ((token & BlockTokens.END) == 0);
    }

    /** Returns how many coefficients there are to see. */
    int count() {
        return count;
    }

    int position(int index) {
        return positions[index];
    }

    int value(int index) {
        return values[index];
    }
}
