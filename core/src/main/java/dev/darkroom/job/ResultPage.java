// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results of one type, in the order in which their jobs ended; those of one job in the order of their steps.
 *
 * @param results the results of this page, perhaps none
 * @param end the last job that was looked at, with a result or not
 * @param hasMore whether there may be jobs after it
 */
public record ResultPage(List<Result> results, Mark end, boolean hasMore) {

    /** Copies the list. */
    public ResultPage {
        results = List.copyOf(results);
    }

    /**
     * A place in the order in which jobs ended.
     *
     * @param ended when a job ended
     * @param job its number, by which jobs that ended at one time are told apart
     */
    public record Mark(Instant ended, JobId job) implements Comparable<Mark> {

        /** Before all jobs. */
        public static final Mark START = new Mark(Instant.EPOCH, new JobId(0));

        private static final Comparator<Mark> ORDER =
                Comparator.comparing(Mark::ended).thenComparing(Mark::job);

        /** A place so long before this one. */
        public Mark minus(Duration time) {
            return ended.minus(time).isBefore(START.ended) ? START : new Mark(ended.minus(time), START.job);
        }

        @Override
        public int compareTo(Mark other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What a step found out in a job that has ended.
     *
     * @param at when the job ended, and its number
     * @param imageId the host's id of the image, or null if it gave none
     * @param owner for whom it was done, or null if the host didn't say
     * @param value what was found out
     */
    public record Result(
            Mark at, @Nullable String imageId, @Nullable String owner, StepResult value) {

        /** Returns the job's number. */
        public JobId job() {
            return at.job();
        }
    }
}
