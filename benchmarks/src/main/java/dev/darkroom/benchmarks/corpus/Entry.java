// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import java.util.Map;
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
    /** Where a manifest is wrong: the file says 3 x 2 in plain words, behind a comment that fools some readers. */
    private static final Map<String, Entry> CORRECTED =
            Map.of("odd/pnm/colors.ppm", new Entry("odd/pnm/colors.ppm", "pnm", Set.of("decodes"), 3, 2));

    private static final Set<Set<String>> REFUSALS = Set.of(Set.of("limit"), Set.of("limit", "error"));

    /** Reads a line of the manifest. */
    static Entry of(String line) {
        String[] columns = line.split("\t", -1);
        Entry entry = new Entry(
                columns[0], columns[3], Set.of(columns[5].split("\\|")), number(columns[6]), number(columns[7]));
        return CORRECTED.getOrDefault(entry.file(), entry);
    }

    private static int number(String column) {
        return column.isEmpty() ? 0 : Integer.parseInt(column);
    }

    /** Whether nothing but the right picture, or a clear refusal of its format, is sound. */
    boolean mustDecode() {
        return expected.equals(Set.of("decodes"));
    }

    /** Whether it must be refused for what it would take to decode it. */
    boolean isBomb() {
        return REFUSALS.contains(expected);
    }
}
