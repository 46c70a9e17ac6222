// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.job.Job;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepStatus;
import dev.darkroom.palette.Palette;
import dev.darkroom.storage.StorageKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a picture's job ended, in words for a person.
 *
 * @param picture which it was
 * @param status one word
 * @param time how long it was worked on
 * @param files what was stored
 * @param detail why something is missing; or the colours, when nothing is
 */
record Outcome(Picture picture, String status, Duration time, List<StorageKey> files, String detail) {
    private static final String COMPLETE = "complete";
    private static final int COLOURS_SHOWN = 3;

    static Outcome of(Job job, Duration time) {
        List<StorageKey> files = job.steps().values().stream()
                .flatMap(step -> step.files().stream())
                .map(file -> file.key())
                .toList();
        return new Outcome(Picture.of(job), status(job), time, files, detail(job));
    }

    /** Returns what a person calls the picture. */
    String label() {
        return picture.label();
    }

    /** Returns the status of a job in one word. */
    static String status(Job job) {
        return job.isPartial() ? "partial" : job.status().name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing of a job is missing: not even an optional step. */
    static boolean isComplete(Job job) {
        return status(job).equals(COMPLETE);
    }

    /** Whether nothing is missing: not even an optional step. */
    boolean isComplete() {
        return status.equals(COMPLETE);
    }

    private static String detail(Job job) {
        return isComplete(job) ? colours(job) : reason(job);
    }

    /** Returns why something is missing, or nothing. The steps know it best: the job's reason only repeats one of them. */
    static String reason(Job job) {
        return job.steps().values().stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .flatMap(step -> step.reason().stream())
                .findFirst()
                .or(job::reason)
                .orElse("");
    }

    private static String colours(Job job) {
        return job.findResult(Palette.Colours.class).stream()
                .flatMap(palette -> palette.colours().stream())
                .limit(COLOURS_SHOWN)
                .map(Palette.Colour::hex)
                .collect(Collectors.joining(" "));
    }

    /** Returns the steps of a job and where each is, on one line. */
    static String steps(Job job) {
        return job.steps().values().stream().map(Outcome::step).collect(Collectors.joining(", "));
    }

    private static String step(StepRecord step) {
        String tries = step.tries() > 1 ? " (try " + step.tries() + ")" : "";
        return step.step() + " " + step.status().name().toLowerCase(Locale.ROOT) + tries;
    }

    static String seconds(Duration time) {
        return time.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d m %02d s", time.toMinutes(), time.toSecondsPart());
    }
}
