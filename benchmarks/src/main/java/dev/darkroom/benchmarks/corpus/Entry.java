// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import java.util.Set;

/**
 * A file of the corpus.
 *
 * @param file its path in the corpus
 * @param format what it is by content
 * @param expected which ends are sound: {@code decodes}, {@code error}, {@code limit}
 * @param width the upright width, or 0 where the manifest has none
 * @param height the upright height, or 0 where the manifest has none
 */
record Entry(String file, String format, Set<String> expected, int width, int height) {
    private static final Set<String> ORDINARY = Set.of("good", "orientation", "colour", "odd");
    private static final Set<Set<String>> REFUSALS = Set.of(Set.of("limit"), Set.of("limit", "error"));

    /** Reads a line of the manifest. */
    static Entry of(String line) {
        String[] columns = line.split("\t", -1);
        return new Entry(
                columns[0], columns[3], Set.of(columns[5].split("\\|")), number(columns[6]), number(columns[7]));
    }

    private static int number(String column) {
        return column.isEmpty() ? 0 : Integer.parseInt(column);
    }

    String folder() {
        return file.substring(0, file.indexOf('/'));
    }

    /** Whether nothing but the right picture, or a clear refusal of its format, is sound. */
    boolean mustDecode() {
        return expected.equals(Set.of("decodes")) && ORDINARY.contains(folder());
    }

    /** Whether it must be refused for what it would take to decode it. */
    boolean isBomb() {
        return REFUSALS.contains(expected);
    }
}
