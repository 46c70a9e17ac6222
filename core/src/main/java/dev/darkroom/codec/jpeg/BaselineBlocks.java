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
        var code = firstCodes[component.tables()];
        int size = Magnitude.size(difference);
        out.bits(code.code(size) << size | Magnitude.bits(difference, size), code.size(size) + size);
    }

    private void end(Component component) {
        var code = codes[component.tables()];
        out.bits(code.code(PlaneEncoder.END_OF_BLOCK), code.size(PlaneEncoder.END_OF_BLOCK));
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
            int symbol = run << 4 | size;
            out.bits(code.code(symbol) << size | Magnitude.bits(value, size), code.size(symbol) + size);
            position += run + 1;
        } while ((token & BlockTokens.END) == 0);
        if (position != BlockTokens.MOST) {
            out.bits(code.code(PlaneEncoder.END_OF_BLOCK), code.size(PlaneEncoder.END_OF_BLOCK));
        }
        return at;
    }
}
