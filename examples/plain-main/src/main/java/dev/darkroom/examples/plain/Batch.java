// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Some pictures, followed to their ends before the eyes of a person. */
final class Batch {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final Host host;
    private final Setup setup;
    private final List<Picture> pictures;
    private final InstantSource clock = InstantSource.system();

    Batch(Host host, Setup setup, List<Picture> pictures) {
        this.host = host;
        this.setup = setup;
        this.pictures = pictures;
    }

    /** Begins with them, waits for all, and says what came of them; returns the exit code. */
    int run(Workplace workplace, Function<Darkroom, List<JobHandle>> begin) {
        Display display = Display.of(host, pictures.size(), setup.out());
        Instant start = clock.instant();
        Progress progress = new Progress(display, start);
        Darkroom darkroom = workplace.begin(progress);
        Runnable end = () -> {
            darkroom.close();
            display.close();
            report(progress, start);
        };
        try (Ending ending = Ending.whenTold(end)) {
            boolean all = follow(darkroom, begin, progress, ending);
            return ending.once(end) && all ? exitCode(progress.outcomes()) : Ending.INTERRUPTED;
        }
    }

    /** Returns whether all have ended, rather than that we were told to stop. */
    private static boolean follow(
            Darkroom darkroom, Function<Darkroom, List<JobHandle>> begin, Progress progress, Ending ending) {
        try {
            for (JobHandle job : begin.apply(darkroom)) {
                progress.noticed(job.await(AS_LONG_AS_IT_TAKES));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException e) {
            if (ending.hasBegun()) {
                return false;
            }
            // Whatever it is, the worker ends in good order first.
            ending.once(darkroom::close);
            throw e;
        }
    }

    private void report(Progress progress, Instant start) {
        List<Outcome> outcomes = progress.outcomes();
        Report report = new Report(host, setup);
        report.table(outcomes);
        report.files(outcomes);
        report.sum(outcomes, progress.countNotOurs(), Duration.between(start, clock.instant()));
        report.left(outcomes, pictures);
        host.out().flush();
    }

    private static int exitCode(List<Outcome> outcomes) {
        return outcomes.stream().allMatch(Outcome::isComplete) ? 0 : Main.NOT_ALL_COMPLETE;
    }
}
