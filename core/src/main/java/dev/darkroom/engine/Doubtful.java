// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.cost.Usage;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/*
 * A failure may pass, such as that of a row which somebody has locked, so each thing is tried several times, with rests
 * that add up to half a minute. Then steps are given up before usage, since a step can be done again, and the ledger is
 * all that is left of money; and usage before the end, since a job that nobody could end would be paid for again.
 */
/** Checkpoints of one lease that are written alone, since a call that they were a part of failed. */
final class Doubtful {
    private static final int TRIES = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(1);

    private final Lease lease;
    private final Deque<Outbox.Entry> entries = new ArrayDeque<>();
    private int failures;
    private Instant dueAt = Instant.EPOCH;
    private String lastFailure = "";
    private String kindOfFailure = "";

    Doubtful(Lease lease) {
        this.lease = lease;
    }

    Lease lease() {
        return lease;
    }

    void add(Outbox.Entry entry) {
        entries.add(entry);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean isDue(Instant now) {
        return !entries.isEmpty() && !dueAt.isAfter(now);
    }

    Instant dueAt() {
        return dueAt;
    }

    int failures() {
        return failures;
    }

    /** Returns what to write next. */
    Checkpoint first() {
        if (failures < TRIES) {
            return entries.getFirst().checkpoint();
        }
        return failures < 2 * TRIES
                ? new Checkpoint(lease, List.of(), usage(), failed(lastFailure))
                : new Checkpoint(lease, List.of(), List.of(), failed(kindOfFailure));
    }

    private static Next failed(String why) {
        return new Next.Finish(JobStatus.FAILED, false, "could not be recorded: " + why);
    }

    private List<Usage> usage() {
        return entries.stream()
                .flatMap(entry -> entry.checkpoint().usage().stream())
                .toList();
    }

    /** Hears that what is first could not be written, though the store can be reached. */
    void failed(Throwable failure, Instant now) {
        failures++;
        dueAt = now.plus(FIRST_REST.multipliedBy(1L << (failures % TRIES)));
        lastFailure = Troubles.words(failure);
        // The words may repeat the very data that the store can't write.
        kindOfFailure = failure.getClass().getSimpleName();
    }

    /**
     * Hears that what is first was written, or that its lease was lost.
     *
     * @return whether it was the end of a job that was given up
     */
    boolean settle(boolean written) {
        if (failures < TRIES) {
            failures = 0;
            entries.removeFirst().settled().accept(written);
            return false;
        }
        while (!entries.isEmpty()) {
            entries.removeFirst().settled().accept(false);
        }
        return true;
    }
}
