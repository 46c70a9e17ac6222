// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.util.Arrays;

/** Finds the code that makes a picture's symbols shortest (T.81, K.2). */
final class OptimalHuffman {
    /** Stands in for the code of ones alone, which must not be used (T.81, K.2): it comes up less than any symbol. */
    private static final int RESERVED = 256;

    private final int[] symbols;
    private final long[] weights;
    private final int[] sizes;
    /** The next symbol of the same subtree, or -1. */
    private final int[] next;

    private OptimalHuffman(int[] counts) {
        int used = 0;
        int[] candidates = new int[counts.length + 1];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                candidates[used++] = symbol;
            }
        }
        candidates[used++] = RESERVED;
        symbols = Arrays.copyOf(candidates, used);
        weights = new long[used];
        sizes = new int[used];
        next = new int[used];
        for (int i = 0; i < used; i++) {
            weights[i] = symbols[i] == RESERVED ? 1 : counts[symbols[i]];
        }
        Arrays.fill(next, -1);
    }

    /** Returns the best code for symbols that come up so often. Those that never do have none. */
    static HuffmanCode of(int[] counts) {
        var search = new OptimalHuffman(counts);
        search.merge();
        return search.code();
    }

    /** Joins the two rarest subtrees again and again (T.81, figure K.1). */
    private void merge() {
        for (int joins = 1; joins < symbols.length; joins++) {
            int rarest = rarest(-1);
            int second = rarest(rarest);
            weights[rarest] += weights[second];
            weights[second] = 0;
            int last = deepen(rarest);
            next[last] = second;
            deepen(second);
        }
    }

    /** Finds the rarest subtree but one; of equals the last, so that the reserved code is the longest. */
    private int rarest(int other) {
        int found = -1;
        for (int i = 0; i < weights.length; i++) {
            if (i != other && weights[i] > 0 && (found < 0 || weights[i] <= weights[found])) {
                found = i;
            }
        }
        return found;
    }

    /** Adds a bit to all codes of a subtree, and returns its last symbol. */
    private int deepen(int tree) {
        int last = tree;
        for (int i = tree; i >= 0; i = next[i]) {
            sizes[i]++;
            last = i;
        }
        return last;
    }

    private HuffmanCode code() {
        int[] lengths = new int[Math.max(symbols.length, HuffmanCode.LONGEST + 1)];
        for (int size : sizes) {
            lengths[size]++;
        }
        shorten(lengths);
        int longest = HuffmanCode.LONGEST;
        while (lengths[longest] == 0) {
            longest--;
        }
        lengths[longest]--;
        return new HuffmanCode(Arrays.copyOf(lengths, HuffmanCode.LONGEST + 1), bySize());
    }

    /** Moves codes that are too long under shorter ones, two at a time (T.81, figure K.3). */
    private static void shorten(int[] lengths) {
        for (int length = lengths.length - 1; length > HuffmanCode.LONGEST; length--) {
            while (lengths[length] > 0) {
                int shorter = length - 2;
                while (lengths[shorter] == 0) {
                    shorter--;
                }
                lengths[length] -= 2;
                lengths[length - 1]++;
                lengths[shorter + 1] += 2;
                lengths[shorter]--;
            }
        }
    }

    private byte[] bySize() {
        byte[] ordered = new byte[symbols.length - 1];
        int at = 0;
        for (int size = 1; size < symbols.length; size++) {
            for (int i = 0; i < ordered.length; i++) {
                if (sizes[i] == size) {
                    ordered[at++] = (byte) symbols[i];
                }
            }
        }
        return ordered;
    }
}
