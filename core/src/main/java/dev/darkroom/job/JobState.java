// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a job that changes.
 *
 * @param status where it is
 * @param partial whether it is COMPLETE without some optional step
 * @param reason why it FAILED or was CANCELLED, or null
 * @param submittedAt when it was handed in, by the store's clock
 * @param dueAt when a worker may take it, by the store's clock
 * @param finishedAt when it ended, or null
 * @param cancelWish why somebody called it off while a worker had it, or null
 */
public record JobState(
        JobStatus status,
        boolean partial,
        @Nullable String reason,
        Instant submittedAt,
        Instant dueAt,
        @Nullable Instant finishedAt,
        @Nullable String cancelWish) {

    /** Makes the words {@linkplain Reason#keepable keepable}. */
    public JobState {
        reason = reason == null ? null : Reason.keepable(reason);
        cancelWish = cancelWish == null ? null : Reason.keepable(cancelWish);
    }

    /** The state of a job that was just handed in. */
    public static JobState submitted(Instant now, Instant dueAt) {
        return new JobState(JobStatus.PENDING, false, null, now, dueAt, null, null);
    }

    /** The same, taken by a worker. */
    public JobState taken() {
        return new JobState(JobStatus.PROCESSING, false, null, submittedAt, dueAt, null, cancelWish);
    }

    /** The same, to be taken again at a time. */
    public JobState pending(Instant dueAt) {
        return new JobState(JobStatus.PENDING, false, null, submittedAt, dueAt, null, cancelWish);
    }

    /** The same, ended. */
    public JobState finished(JobStatus status, boolean partial, @Nullable String reason, Instant now) {
        return new JobState(status, partial, reason, submittedAt, dueAt, now, null);
    }

    /** The same, called off while a worker has it. */
    public JobState calledOff(String why) {
        return new JobState(status, partial, reason, submittedAt, dueAt, finishedAt, why);
    }
}
