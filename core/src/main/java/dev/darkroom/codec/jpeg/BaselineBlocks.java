// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** Writes whole blocks, as a sequential scan has them (T.81, F.1.2). */
final class BaselineBlocks implements Interleaving.Visitor {
    private final HuffmanCode[] firstCodes;
    private final HuffmanCode[] codes;
    private final EntropyWriter out;
    private final int[] previous;
    /** For each component, and each row of blocks in a unit, where its next token stands. */
    private final int[][] next;

    BaselineBlocks(int components, HuffmanCode[] firstCodes, HuffmanCode[] codes, EntropyWriter out) {
        this.firstCodes = firstCodes;
        this.codes = codes;
        this.out = out;
        this.previous = new int[components];
        this.next = new int[components][2];
    }

    @Override
    public void block(Component component, int row, int column) {
        int plane = component.plane();
        var tokens = component.tokens();
        int value = tokens.first(row, column);
        first(component, value - previous[plane]);
        previous[plane] = value;
        if (column == 0) {
            next[plane][row & 1] = 0;
        }
        if (tokens.isFlat(row, column)) {
            end(component);
        } else {
            next[plane][row & 1] = rest(codes[component.tables()], tokens.tokens(row), next[plane][row & 1]);
        }
    }

    @Override
    public void padding(Component component) {
        first(component, 0);
        end(component);
    }

    private void first(Component component, int difference) {
        int size = Magnitude.size(difference);
        firstCodes[component.tables()].write(size, Magnitude.bits(difference, size), size, out);
    }

    private void end(Component component) {
        codes[component.tables()].write(PlaneEncoder.END_OF_BLOCK, 0, 0, out);
    }

    private int rest(HuffmanCode code, char[] tokens, int from) {
        int at = from;
        int position = 0;
        int token;
        do {
            token = tokens[at++];
            int run = BlockTokens.run(token);
            int value = BlockTokens.value(token);
            int size = Magnitude.size(value);
            code.write(run << 4 | size, Magnitude.bits(value, size), size, out);
            position += run + 1;
        } while ((token & BlockTokens.END) == 0);
        if (position != BlockTokens.MOST) {
            code.write(PlaneEncoder.END_OF_BLOCK, 0, 0, out);
        }
        return at;
    }
}
