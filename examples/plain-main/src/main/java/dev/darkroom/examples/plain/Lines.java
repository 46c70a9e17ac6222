// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** Prints a line when a picture has ended, with all its files: fit for a log, and for scripts. */
final class Lines implements Display {
    private final PrintWriter out;
    private final Path folder;

    Lines(PrintWriter out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    @Override
    public void began(String label) {
        // The end is what a log needs.
    }

    @Override
    public void waits(String label, String reason, Duration delay) {
        print("waiting", label, Outcome.seconds(delay), reason);
    }

    @Override
    public void ended(Outcome outcome) {
        String files = outcome.files().stream()
                .map(key -> folder.resolve(key.value()).toString())
                .collect(Collectors.joining(" "));
        String rest = outcome.isComplete() ? files : (files + "  " + outcome.detail()).strip();
        print(outcome.status(), outcome.label(), Outcome.seconds(outcome.time()), rest);
    }

    private void print(String status, String label, String time, String rest) {
        out.println(Columns.plain(Columns.pad(status, 8) + "  " + label + "  " + time + "  " + rest));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
