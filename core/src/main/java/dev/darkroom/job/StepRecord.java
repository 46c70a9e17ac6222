// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.storage.StoredFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a step of a job has come, as a store keeps it.
 *
 * <p>Immutable: each method that begins with a verb returns a changed copy.
 */
public final class StepRecord {
    private final String step;
    private final StepStatus status;
    private final int tries;
    private final @Nullable Instant dueAt;
    private final @Nullable String ticket;
    private final @Nullable String reason;
    private final @Nullable StepResult result;
    private final List<StoredFile> files;

    /**
     * Puts a record together as a store read it.
     *
     * @param step the step's name
     * @param status where it is
     * @param tries how many tries are used up
     * @param dueAt when it may go on, by the store's clock, or null for at once; cut to the microsecond, which every
     *     store can keep
     * @param ticket what a provider gave to ask or call back with, or null
     * @param reason why it is not done, or null; made {@linkplain Reason#keepable keepable}
     * @param result what it found out, or null
     * @param files what it stored
     */
    public StepRecord(
            String step,
            StepStatus status,
            int tries,
            @Nullable Instant dueAt,
            @Nullable String ticket,
            @Nullable String reason,
            @Nullable StepResult result,
            List<StoredFile> files) {
        this.step = step;
        this.status = status;
        this.tries = tries;
        this.dueAt = dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MICROS);
        this.ticket = ticket;
        this.reason = reason == null ? null : Reason.keepable(reason);
        this.result = result;
        this.files = List.copyOf(files);
    }

    /** A step that nobody has begun. */
    public static StepRecord untouched(String step) {
        return new StepRecord(step, StepStatus.PENDING, 0, null, null, null, null, List.of());
    }

    /** The same, begun; a ticket from before is kept. */
    public StepRecord begin() {
        return new StepRecord(step, StepStatus.RUNNING, tries, null, ticket, null, null, List.of());
    }

    /** The same, ended well: one more try is used up. */
    public StepRecord succeed(StepResult result, List<StoredFile> files) {
        return new StepRecord(step, StepStatus.DONE, tries + 1, null, ticket, null, result, files);
    }

    /** The same, to be tried again: one more try is used up. */
    public StepRecord retry(String reason, Instant dueAt) {
        return new StepRecord(step, StepStatus.PENDING, tries + 1, dueAt, null, reason, null, List.of());
    }

    /**
     * The same, to be tried again after a trouble on the way: one more try is used up. A provider may still work on what
     * was asked before, so a ticket is kept, and the next try asks for that.
     */
    public StepRecord askAgain(String reason, Instant dueAt) {
        return new StepRecord(step, restingStatus(), tries + 1, dueAt, ticket, reason, null, List.of());
    }

    /** The same, failed for good: one more try is used up. */
    public StepRecord fail(String reason) {
        return new StepRecord(step, StepStatus.FAILED, tries + 1, null, ticket, reason, null, List.of());
    }

    /** The same, put off without using up a try. */
    public StepRecord postpone(String reason, Instant dueAt) {
        return new StepRecord(step, restingStatus(), tries, dueAt, ticket, reason, null, List.of());
    }

    private StepStatus restingStatus() {
        return ticket == null ? StepStatus.PENDING : StepStatus.WAITING;
    }

    /** The same, in a provider's hands; no try is used up until it ends. */
    public StepRecord await(String ticket, Instant pollAt) {
        return new StepRecord(step, StepStatus.WAITING, tries, pollAt, ticket, null, null, List.of());
    }

    /** The same, not needed. */
    public StepRecord skip(String reason) {
        return new StepRecord(step, StepStatus.SKIPPED, tries, null, null, reason, null, List.of());
    }

    /** Returns the step's name. */
    public String step() {
        return step;
    }

    /** Returns where it is. */
    public StepStatus status() {
        return status;
    }

    /** Returns how many tries are used up. */
    public int tries() {
        return tries;
    }

    /** Returns when it may go on, by the store's clock; empty for at once. */
    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** Returns what a provider gave to ask or call back with. */
    public Optional<String> ticket() {
        return Optional.ofNullable(ticket);
    }

    /** Returns why it is not done. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns what it found out. */
    public Optional<StepResult> result() {
        return Optional.ofNullable(result);
    }

    /** Returns what it stored. */
    public List<StoredFile> files() {
        return files;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StepRecord that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(step, status, tries, dueAt, ticket, reason, result, files);
    }

    @Override
    public String toString() {
        return step + " " + status + " after " + tries + " tries"
                + reason().map(why -> ": " + why).orElse("");
    }
}
