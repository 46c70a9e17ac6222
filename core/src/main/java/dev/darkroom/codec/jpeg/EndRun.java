// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** Blocks in a row that have nothing more in a band: told with one symbol (T.81, G.1.2.2). */
final class EndRun {
    private static final int MOST = 0x7fff;

    private final int table;
    private final Symbols to;
    private int blocks;

    EndRun(int table, Symbols to) {
        this.table = table;
        this.to = to;
    }

    /** Counts one more block, and says whether the run has to be told now. */
    boolean add() {
        blocks++;
        return blocks == MOST;
    }

    /** Tells of the run if there is one, and begins anew. */
    void tell() {
        if (blocks > 0) {
            int size = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(blocks);
            to.symbol(table, size << 4, blocks - (1 << size), size);
            blocks = 0;
        }
    }
}
