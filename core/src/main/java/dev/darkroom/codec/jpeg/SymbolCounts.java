// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Arrays;

/** Counts the symbols of each table and makes the best code for them. Luma has table 0, chroma table 1. */
final class SymbolCounts implements Symbols {
    static final int TABLES = 2;

    private static final int SYMBOLS = 256;

    private final int[][] counts = new int[TABLES][SYMBOLS];

    @Override
    public void symbol(int table, int symbol, int bits, int size) {
        counts[table][symbol]++;
    }

    @Override
    public void bits(int bits, int size) {}

    void add(int table, int symbol, int times) {
        counts[table][symbol] += times;
    }

    void add(int table, int[] more) {
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            counts[table][symbol] += more[symbol];
        }
    }

    boolean isUsed(int table) {
        return Arrays.stream(counts[table]).anyMatch(count -> count > 0);
    }

    HuffmanCode code(int table) {
        return OptimalHuffman.of(counts[table]);
    }
}
