// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/** Takes what a scan says: to count it first, to write it then. */
interface Symbols {
    /** Takes a symbol of a table, and the bits behind it. */
    void symbol(int table, int symbol, int bits, int size);

    /** Takes bits that no symbol comes before. */
    void bits(int bits, int size);
}
