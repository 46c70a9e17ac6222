// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.image.ImageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A view of a job as it stood when it was read. */
public final class Job {
    private final JobId id;
    private final Submission submission;
    private final JobState state;
    private final Map<String, StepRecord> steps;

    /** Puts a view together as a store read it. */
    public Job(JobId id, Submission submission, JobState state, Collection<StepRecord> steps) {
        this.id = id;
        this.submission = submission;
        this.state = state;
        this.steps = byName(steps);
    }

    private static Map<String, StepRecord> byName(Collection<StepRecord> steps) {
        if (steps.isEmpty()) {
            return Map.of();
        }
        Map<String, StepRecord> byName = new LinkedHashMap<>();
        steps.forEach(step -> byName.put(step.step(), step));
        return Collections.unmodifiableMap(byName);
    }

    /** Returns the job's number. */
    public JobId id() {
        return id;
    }

    /** Returns what the host handed in. */
    public Submission submission() {
        return submission;
    }

    /** Returns the part that changes, as one value. */
    public JobState state() {
        return state;
    }

    /** Returns the name of the recipe. */
    public String recipe() {
        return submission.recipe();
    }

    /** Returns where the image is. */
    public ImageRef image() {
        return submission.image();
    }

    /** Returns the host's own id of the image. */
    public Optional<String> imageId() {
        return submission.imageId();
    }

    /** Returns for whom this is done. */
    public Optional<String> owner() {
        return submission.owner();
    }

    /** Returns where the job is in its life. */
    public JobStatus status() {
        return state.status();
    }

    /** Whether the job has ended. */
    public boolean isFinished() {
        return status().isFinal();
    }

    /** Whether the job is COMPLETE without some optional step. */
    public boolean isPartial() {
        return state.partial();
    }

    /** Returns why the job FAILED or was CANCELLED. */
    public Optional<String> reason() {
        return Optional.ofNullable(state.reason());
    }

    /** Returns when the job was handed in. */
    public Instant submittedAt() {
        return state.submittedAt();
    }

    /** Returns when a worker may take it. */
    public Instant dueAt() {
        return state.dueAt();
    }

    /** Returns when the job ended. */
    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(state.finishedAt());
    }

    /** Returns how long it took from being handed in to its end. */
    public Optional<Duration> duration() {
        return finishedAt().map(end -> Duration.between(submittedAt(), end));
    }

    /** Returns the steps that have a record, by name; a step that nobody has begun has none. */
    public Map<String, StepRecord> steps() {
        return steps;
    }

    /** Returns how far a step has come. */
    public StepRecord step(String name) {
        StepRecord step = steps.get(name);
        return step == null ? StepRecord.untouched(name) : step;
    }

    /** Returns the result of this type, or says why there is none. Two steps with one type are told apart by name. */
    public <R> R result(Class<R> type) {
        return findResult(type)
                .orElseThrow(
                        () -> new IllegalStateException("job " + id + " has no " + type.getSimpleName() + "; it is "
                                + status() + reason().map(why -> ": " + why).orElse("")));
    }

    /** Returns the result of a step, or says why there is none. */
    public <R> R result(String step, Class<R> type) {
        StepRecord record = step(step);
        return record.result()
                .orElseThrow(() -> new IllegalStateException("job " + id + " has no result of step " + record))
                .as(type);
    }

    /** Returns the result of this type, if a step has one. */
    public <R> Optional<R> findResult(Class<R> type) {
        return steps.values().stream()
                .flatMap(step -> step.result().stream())
                .filter(result -> result.is(type))
                .findFirst()
                .map(result -> result.as(type));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Job that
                && id.equals(that.id)
                && submission.equals(that.submission)
                && state.equals(that.state)
                && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "job " + id + " (" + submission + ") " + status()
                + reason().map(why -> ": " + why).orElse("");
    }
}
