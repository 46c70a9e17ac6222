// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** Writes symbols by the codes of their tables. */
final class SymbolWriter implements Symbols {
    private final HuffmanCode[] codes;
    private final EntropyWriter out;

    SymbolWriter(HuffmanCode[] codes, EntropyWriter out) {
        this.codes = codes;
        this.out = out;
    }

    @Override
    public void symbol(int table, int symbol, int bits, int size) {
        codes[table].write(symbol, bits, size, out);
    }

    @Override
    public void bits(int bits, int size) {
        out.bits(bits, size);
    }
}
