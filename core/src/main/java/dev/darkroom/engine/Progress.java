// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepStatus;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/*
 * Asked several times for each job, so what every job comes by is plain loops: streams here were a fifth of what a job
 * costs the engine.
 */
/**
 * How far the steps of one job have come, and what follows from it: which are ready, when the job is due again, how it
 * ends. Knows no threads; its run guards it.
 */
final class Progress {
    /** Two clocks are never quite one: a step that is due within this is due. */
    private static final Duration SLACK = Duration.ofMillis(20);

    private final Recipe recipe;
    private final Map<String, StepRecord> records = new LinkedHashMap<>();
    private final Map<String, StepRecord> changed = new LinkedHashMap<>();

    /** Steps that were put off in this run; they are not its business any more, however short the rest. */
    private final Set<String> resting = new HashSet<>();

    Progress(Recipe recipe, Collection<StepRecord> known) {
        this.recipe = recipe;
        known.forEach(record -> records.put(record.step(), record));
    }

    StepRecord of(String step) {
        StepRecord record = records.get(step);
        return record == null ? StepRecord.untouched(step) : record;
    }

    Collection<StepRecord> all() {
        return List.copyOf(records.values());
    }

    /** Notes what became of a step; the next checkpoint takes it along. */
    void put(StepRecord record) {
        records.put(record.step(), record);
        changed.put(record.step(), record);
        if (record.dueAt().isPresent()) {
            resting.add(record.step());
        }
    }

    /** Notes that a step is under way, or is not any more, which is nothing to write down: it ends with the lease. */
    void putQuietly(StepRecord record) {
        records.put(record.step(), record);
    }

    /** Returns what changed since the last call. */
    List<StepRecord> takeChanges() {
        List<StepRecord> taken = List.copyOf(changed.values());
        changed.clear();
        return taken;
    }

    /** Skips the steps that can't be reached any more; returns those skipped. */
    List<StepRecord> skipUnreachable() {
        List<StepRecord> skipped = new ArrayList<>();
        int before;
        do {
            before = skipped.size();
            for (Step step : recipe.steps()) {
                if (of(step.name()).status() == StepStatus.PENDING && isOpen(step)) {
                    firstNotDone(step).ifPresent(other -> skipped.add(skip(step, other)));
                }
            }
        } while (skipped.size() > before);
        return skipped;
    }

    private StepRecord skip(Step step, StepRecord other) {
        String how = other.status() == StepStatus.FAILED ? "failed" : "was skipped";
        StepRecord skipped = of(step.name()).skip("comes after '" + other.step() + "', which " + how);
        put(skipped);
        return skipped;
    }

    /** Returns the steps whose turn it is. */
    List<Step> ready(Instant now) {
        List<Step> ready = new ArrayList<>();
        for (Step step : recipe.steps()) {
            StepRecord record = of(step.name());
            if (isWaitingToRun(record)
                    && !resting.contains(step.name())
                    && isOpen(step)
                    && firstNotDone(step).isEmpty()
                    && isDue(record, now)) {
                ready.add(step);
            }
        }
        return ready;
    }

    private static boolean isWaitingToRun(StepRecord record) {
        return record.status() == StepStatus.PENDING || record.status() == StepStatus.WAITING;
    }

    private static boolean isDue(StepRecord record, Instant now) {
        return record.dueAt().filter(due -> due.minus(SLACK).isAfter(now)).isEmpty();
    }

    /** Whether all that a step comes after has ended. */
    private boolean isOpen(Step step) {
        return hasEnded(step.after()) && hasEnded(step.afterEnd());
    }

    private boolean hasEnded(Set<String> steps) {
        for (String step : steps) {
            if (!of(step).status().isFinal()) {
                return false;
            }
        }
        return true;
    }

    private Optional<StepRecord> firstNotDone(Step step) {
        for (String name : step.after()) {
            StepRecord record = of(name);
            if (record.status() != StepStatus.DONE) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    /** Returns what becomes of the job when none of its steps is under way and no more are begun. */
    Next next(Instant now) {
        for (Step step : recipe.steps()) {
            if (!of(step.name()).status().isFinal()) {
                return new Next.Release(ready(now).isEmpty() ? untilDue(now) : Duration.ZERO);
            }
        }
        return finish();
    }

    private Duration untilDue(Instant now) {
        return recipe.steps().stream()
                .map(step -> of(step.name()))
                .filter(record -> isWaitingToRun(record))
                .flatMap(record -> record.dueAt().stream())
                .map(due -> Duration.between(now, due))
                .min(Duration::compareTo)
                .filter(delay -> !delay.isNegative())
                .orElse(Duration.ZERO);
    }

    private Next finish() {
        boolean partial = false;
        for (Step step : recipe.steps()) {
            if (isMissing(step)) {
                if (step.isRequired()) {
                    return new Next.Finish(JobStatus.FAILED, false, failure(step));
                }
                partial = true;
            }
        }
        return new Next.Finish(JobStatus.COMPLETE, partial, null);
    }

    private String failure(Step step) {
        StepRecord record = of(step.name());
        String how = record.status() == StepStatus.FAILED ? "' failed: " : "' could not be done: ";
        return "step '" + step.name() + how + record.reason().orElse("no reason known");
    }

    /** Whether a step failed, or was skipped since one that it comes after is missing; not if it was not needed. */
    private boolean isMissing(Step step) {
        StepStatus status = of(step.name()).status();
        return status == StepStatus.FAILED || (status == StepStatus.SKIPPED && comesAfterMissing(step));
    }

    private boolean comesAfterMissing(Step step) {
        return step.after().stream().flatMap(name -> recipe.find(name).stream()).anyMatch(this::isMissing);
    }
}
