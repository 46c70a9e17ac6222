// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What independent tools made of the corpus' pictures. */
final class References {
    private final Map<String, Map<String, SmallPicture>> readings = new HashMap<>();

    private References() {}

    /** Reads what {@code benchmarks/references.py} wrote. */
    static References read(Path file) throws IOException {
        References references = new References();
        try (var lines = Files.lines(file)) {
            lines.map(line -> line.split("\t", -1)).forEach(references::add);
        }
        return references;
    }

    private void add(String[] columns) {
        readings.computeIfAbsent(columns[0], file -> new HashMap<>())
                .put(columns[1], SmallPicture.of(columns[2], columns[3], columns[4]));
    }

    /**
     * Returns the pictures that a file may look like: those on which two tools agree, or else what any of them says.
     */
    List<SmallPicture> of(Entry entry) {
        Map<String, SmallPicture> all = readings.getOrDefault(entry.file(), Map.of());
        List<SmallPicture> agreed = all.keySet().stream()
                .filter(tool -> isSeconded(all, tool))
                .map(tool -> Objects.requireNonNull(all.get(tool)))
                .toList();
        return agreed.isEmpty() ? List.copyOf(all.values()) : agreed;
    }

    private static boolean isSeconded(Map<String, SmallPicture> all, String tool) {
        SmallPicture picture = Objects.requireNonNull(all.get(tool));
        return all.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(tool) && other.getValue().isLike(picture));
    }

    /** Says how far a picture is from each tool's. */
    String distances(Entry entry, SmallPicture picture) {
        StringBuilder words = new StringBuilder();
        readings.getOrDefault(entry.file(), Map.of())
                .forEach((tool, other) -> words.append(
                        other.width() == picture.width() && other.height() == picture.height()
                                ? " %s %.1f/%.1f"
                                        .formatted(tool, picture.meanDifference(other), picture.worstDifference(other))
                                : " " + tool + " has another size"));
        return words.toString();
    }
}
