// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import dev.darkroom.benchmarks.corpus.Attempt.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an attempt was worth.
 *
 * @param entry the file
 * @param counts the figures that it counts for
 * @param words the reason, for whoever looks into it; empty where nothing is to be said
 */
record Verdict(Entry entry, List<String> counts, String words) {
    static final String RIGHT = "must_decode_right";
    static final String REFUSED = "must_decode_refused";
    static final String WRONG = "silently_wrong";
    static final String BY_SIZE_ONLY = "right_by_size_only";
    static final String BOMB = "bombs_accepted";

    static Verdict of(Entry entry, Attempt attempt, References references) {
        return switch (attempt.end()) {
            case DECODED -> ofPicture(entry, attempt, references);
            case REJECTED -> new Verdict(entry, entry.mustDecode() ? List.of(REFUSED) : List.of(), attempt.words());
            case FAILED -> new Verdict(entry, List.of(), attempt.words());
            case UNCHECKED, OUT_OF_MEMORY, HANG -> new Verdict(entry, List.of(name(attempt.end())), attempt.words());
        };
    }

    static String name(End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    private static Verdict ofPicture(Entry entry, Attempt attempt, References references) {
        if (entry.isBomb()) {
            return new Verdict(entry, List.of(BOMB), attempt.width() + " x " + attempt.height() + " was decoded");
        }
        if (!entry.mustDecode()) {
            return new Verdict(entry, List.of(), "");
        }
        if (attempt.width() != entry.width() || attempt.height() != entry.height()) {
            return new Verdict(
                    entry,
                    List.of(WRONG),
                    "its size came out as " + attempt.width() + " x " + attempt.height() + " instead of "
                            + entry.width() + " x " + entry.height());
        }
        return ofColours(entry, attempt, references);
    }

    private static Verdict ofColours(Entry entry, Attempt attempt, References references) {
        SmallPicture picture = attempt.picture();
        if (picture == null) {
            throw new IllegalArgumentException("decoded without a picture");
        }
        List<SmallPicture> expected = references.of(entry);
        if (expected.isEmpty()) {
            return new Verdict(entry, List.of(RIGHT, BY_SIZE_ONLY), "no tool reads it");
        }
        return expected.stream().anyMatch(picture::isLike)
                ? new Verdict(entry, List.of(RIGHT), "")
                : new Verdict(
                        entry,
                        List.of(WRONG),
                        "its colours (mean, worst cell) are off:" + references.distances(entry, picture));
    }

    /** Returns the line of the listing. */
    String line() {
        List<String> columns = new ArrayList<>();
        columns.add(counts.isEmpty() ? "-" : String.join(",", counts));
        columns.add(entry.file());
        columns.add(entry.format());
        columns.add(words);
        return String.join("\t", columns);
    }
}
