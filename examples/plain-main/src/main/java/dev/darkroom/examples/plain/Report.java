// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.image.ImageRef;
import dev.darkroom.storage.StorageKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says at the end what came of all pictures. */
final class Report {
    /** So that the end of a run with ten thousand pictures still fits a screen. */
    private static final int MOST_ROWS = 40;

    private static final int MOST_LEFT_NAMED = 10;

    private final PrintWriter out;
    private final Screen screen;
    private final Setup setup;
    private final boolean lasts;

    Report(Host host, Setup setup) {
        this.out = host.out();
        this.screen = host.screen();
        this.setup = setup;
        this.lasts = !setup.place().isMemory();
    }

    /** Prints a row for each picture; of very many, first those that somebody has to look at. */
    void table(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        Table table = Table.of("IMAGE", "STATUS", "TIME", "FILES", "COLOURS OR ERROR");
        for (Outcome one : shown(outcomes)) {
            table.row(
                    one.label(),
                    one.status(),
                    Outcome.seconds(one.time()),
                    String.valueOf(one.files().size()),
                    one.detail());
        }
        out.println();
        table.print(out, screen.width());
        if (outcomes.size() > MOST_ROWS) {
            out.println("... and " + (outcomes.size() - MOST_ROWS) + " more");
        }
    }

    private static List<Outcome> shown(List<Outcome> outcomes) {
        if (outcomes.size() <= MOST_ROWS) {
            return outcomes;
        }
        Stream<Outcome> first = outcomes.stream().filter(one -> !one.isComplete());
        Stream<Outcome> then = outcomes.stream().filter(Outcome::isComplete);
        return Stream.concat(first, then).limit(MOST_ROWS).toList();
    }

    /** Names each file, folder by folder; these lines are never cut, since somebody wants to copy them. */
    void files(List<Outcome> outcomes) {
        Map<String, List<String>> folders = new LinkedHashMap<>();
        shown(outcomes).stream().flatMap(one -> one.files().stream()).forEach(key -> addTo(folders, key));
        if (folders.isEmpty()) {
            return;
        }
        out.println();
        folders.forEach((folder, names) -> out.println(path(folder) + "  " + String.join("  ", names)));
        sayWhereMoreAre(outcomes.size() - MOST_ROWS);
    }

    private void sayWhereMoreAre(int more) {
        if (more > 0) {
            out.println("... and those of " + more + " more below "
                    + Columns.plain(setup.out().toString()));
        }
    }

    private static void addTo(Map<String, List<String>> folders, StorageKey key) {
        int slash = key.value().lastIndexOf('/');
        folders.computeIfAbsent(key.value().substring(0, Math.max(0, slash)), folder -> new ArrayList<>())
                .add(key.value().substring(slash + 1));
    }

    private String path(String folder) {
        Path path = setup.out().resolve(folder);
        return Columns.plain(path + path.getFileSystem().getSeparator());
    }

    /** Prints one line with the counts. */
    void sum(List<Outcome> outcomes, long notOurs, Duration time) {
        Map<String, Long> counts =
                outcomes.stream().collect(Collectors.groupingBy(Outcome::status, TreeMap::new, Collectors.counting()));
        String each = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        out.println();
        out.println((each.isEmpty() ? "nothing done" : each) + "; " + Outcome.seconds(time)
                + (notOurs == 0 ? "" : "; " + notOurs + " of them had been done already"));
    }

    /** Names what was left when the work was broken off. Another run may have called the same picture otherwise. */
    void left(List<Outcome> outcomes, List<Picture> asked) {
        Set<ImageRef> ended = outcomes.stream().map(one -> one.picture().ref()).collect(Collectors.toSet());
        List<String> left = asked.stream()
                .filter(picture -> !ended.contains(picture.ref()))
                .map(Picture::label)
                .toList();
        if (left.isEmpty()) {
            return;
        }
        String names = left.stream().limit(MOST_LEFT_NAMED).map(Columns::plain).collect(Collectors.joining(", "));
        out.println("stopped; left are " + left.size() + " of " + asked.size() + ": " + names
                + (left.size() > MOST_LEFT_NAMED ? ", ..." : ""));
        out.println("no file is half-written; give the same command again, and "
                + (lasts ? "only what is left is done" : "all is done anew"));
    }
}
