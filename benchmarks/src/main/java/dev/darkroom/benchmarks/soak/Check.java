// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import java.util.List;

/**
 * An invariant, and what was found against it.
 *
 * @param name the name of its figure
 * @param promise what must hold, in words
 * @param faults what was found against it, one sentence for each
 */
public record Check(String name, String promise, List<String> faults) {
    private static final int SHOWN = 5;

    /** Copies the list. */
    public Check {
        faults = List.copyOf(faults);
    }

    /** Whether nothing was found. */
    public boolean holds() {
        return faults.isEmpty();
    }

    /** Says it in one line, with the first faults below it if there are any. */
    public String words() {
        StringBuilder words = new StringBuilder(
                String.format("%-6s %-14s %d: %s", holds() ? "ok" : "FAILED", name, faults.size(), promise));
        faults.stream()
                .limit(SHOWN)
                .forEach(fault -> words.append("\n         ").append(fault));
        return words.toString();
    }
}
