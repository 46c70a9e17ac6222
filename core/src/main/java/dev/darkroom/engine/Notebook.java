// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run has learned: how far the steps have come, what was paid, and the events that wait until it is durable. Knows
 * no threads; its run guards it.
 */
final class Notebook {
    private static final Duration LONGEST_REST = Duration.ofDays(3_650);

    private final Lease lease;
    private final Workshop shop;
    private final Bench bench;
    private final Progress progress;
    private final List<Usage> usage = new ArrayList<>();
    private final List<JobEvent> events = new ArrayList<>();
    private boolean paidFor;

    /**
     * What was new since the last page.
     *
     * @param checkpoint what to write
     * @param events what to tell when it is written
     */
    record Page(Checkpoint checkpoint, List<JobEvent> events) {}

    Notebook(Lease lease, Recipe recipe, Workshop shop, Bench bench) {
        this.lease = lease;
        this.shop = shop;
        this.bench = bench;
        this.progress = new Progress(recipe, lease.job().steps().values());
    }

    /** Takes out all that is new. */
    Page tearOut(Next next) {
        Page page = new Page(new Checkpoint(lease, progress.takeChanges(), usage, next), List.copyOf(events));
        usage.clear();
        events.clear();
        paidFor = false;
        return page;
    }

    /** Whether something that may have been paid for is not written yet. */
    boolean hasUnwrittenCost() {
        return paidFor;
    }

    Job job() {
        return job(lease.job().state());
    }

    Job finished(Next.Finish end) {
        return job(lease.job().state().finished(end.status(), end.partial(), end.reason(), bench.storeTime()));
    }

    private Job job(JobState state) {
        return new Job(lease.id(), lease.job().submission(), state, progress.all());
    }

    Next next() {
        return progress.next(bench.storeTime());
    }

    StepRecord of(Step step) {
        return progress.of(step.name());
    }

    /** Notes which steps can't be reached any more, and returns those whose turn it is. */
    List<Step> ready() {
        for (StepRecord skipped : progress.skipUnreachable()) {
            note(at -> new JobEvent.StepSkipped(
                    id(), at, skipped.step(), skipped.reason().orElse("")));
        }
        return progress.ready(bench.storeTime());
    }

    void begun(StepRecord record) {
        progress.putQuietly(record.begin());
    }

    void notBegun(StepRecord record) {
        progress.putQuietly(record);
    }

    void intended(Usage intent) {
        usage.add(intent);
    }

    /** Notes how a call of a step ended. */
    void ended(StepCall call, StepEnd end) {
        usage.addAll(end.usage());
        usage.addAll(call.paid());
        paidFor |= !end.usage().isEmpty() || !call.paid().isEmpty();
        if (end instanceof StepEnd.Told told) {
            paidFor |= call.definition().processor().lane() == Lane.REMOTE;
            apply(call, told);
        } else if (end instanceof StepEnd.NotNeeded) {
            skip(call);
        } else {
            notBegun(call.record());
        }
    }

    private void skip(StepCall call) {
        String reason = "its condition says that it is not needed";
        progress.put(call.record().skip(reason));
        note(at -> new JobEvent.StepSkipped(id(), at, call.step(), reason));
    }

    private void apply(StepCall call, StepEnd.Told told) {
        StepOutcome<?> outcome = told.outcome();
        if (outcome instanceof StepOutcome.Succeeded<?> done) {
            succeed(call, done.result());
        } else if (outcome instanceof StepOutcome.Postponed<?> postponed) {
            StepRecord resting = call.record().postpone(postponed.reason(), after(postponed.delay()));
            delay(resting, postponed.reason(), postponed.delay());
        } else if (outcome instanceof StepOutcome.Waiting<?> waiting) {
            StepRecord asking = call.record().await(waiting.ticket(), after(waiting.pollAfter()));
            delay(asking, "a provider works on it", waiting.pollAfter());
        } else if (outcome instanceof StepOutcome.Failed<?> failed) {
            fail(call, failed, told.thrown());
        }
    }

    /** A rest of ages is cut, so that its end is a time at all. */
    private Instant after(Duration delay) {
        return bench.storeTime().plus(delay.compareTo(LONGEST_REST) < 0 ? delay : LONGEST_REST);
    }

    private void succeed(StepCall call, Object result) {
        try {
            progress.put(call.record().succeed(StepResult.of(result), call.files()));
            note(at -> new JobEvent.StepDone(id(), at, call.step()));
        } catch (IllegalArgumentException e) {
            fail(call, new StepOutcome.Failed<>(String.valueOf(e.getMessage()), false, null, List.of()), false);
        }
    }

    private void fail(StepCall call, StepOutcome.Failed<?> failed, boolean thrown) {
        Optional<Duration> rest = failed.retryable()
                ? call.definition().backoff().before(call.tryNumber(), shop.random())
                : Optional.empty();
        if (rest.isPresent()) {
            Duration asked = failed.atLeast();
            Duration delay = asked != null && asked.compareTo(rest.get()) > 0 ? asked : rest.get();
            StepRecord next = thrown
                    ? call.record().askAgain(failed.reason(), after(delay))
                    : call.record().retry(failed.reason(), after(delay));
            delay(next, failed.reason(), delay);
        } else {
            progress.put(call.record().fail(failed.reason()));
            note(at -> new JobEvent.StepFailed(
                    id(), at, call.step(), failed.reason(), call.definition().isRequired()));
        }
    }

    private void delay(StepRecord record, String reason, Duration delay) {
        progress.put(record);
        note(at -> new JobEvent.StepDelayed(id(), at, record.step(), reason, delay));
    }

    private void note(Function<Instant, JobEvent> event) {
        if (bench.isHeard()) {
            events.add(event.apply(shop.clock().instant()));
        }
    }

    private JobId id() {
        return lease.id();
    }
}
