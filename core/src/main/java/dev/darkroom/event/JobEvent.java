// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.event;

import dev.darkroom.cost.BudgetAlert;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import java.time.Duration;
import java.time.Instant;

/** Something that happened to a job. */
public sealed interface JobEvent {

    /** Returns the job's number. */
    JobId id();

    /** Returns when it happened. */
    Instant at();

    /**
     * The job was handed in. When a worker was quicker than the thread that submitted, this comes after its first events.
     *
     * @param job the job
     * @param at when
     */
    record Submitted(Job job, Instant at) implements JobEvent {
        @Override
        public JobId id() {
            return job.id();
        }
    }

    /**
     * A worker begins with the job, for the first time or again.
     *
     * @param job the job as it was leased
     * @param at when
     */
    record Started(Job job, Instant at) implements JobEvent {
        @Override
        public JobId id() {
            return job.id();
        }
    }

    /**
     * A try of a step begins.
     *
     * @param id the job
     * @param at when
     * @param step the step
     * @param tryNumber which try, from 1
     */
    record StepStarted(JobId id, Instant at, String step, int tryNumber) implements JobEvent {}

    /**
     * A step told how far it has come.
     *
     * @param id the job
     * @param at when
     * @param step the step
     * @param fraction from 0 to 1
     * @param note a word about it
     */
    record StepProgressed(JobId id, Instant at, String step, double fraction, String note) implements JobEvent {}

    /**
     * A step is done.
     *
     * @param id the job
     * @param at when
     * @param step the step
     */
    record StepDone(JobId id, Instant at, String step) implements JobEvent {}

    /**
     * A step is not needed.
     *
     * @param id the job
     * @param at when
     * @param step the step
     * @param reason why
     */
    record StepSkipped(JobId id, Instant at, String step, String reason) implements JobEvent {}

    /**
     * A step failed and will be tried again, rests without having failed, or waits for a provider.
     *
     * @param id the job
     * @param at when
     * @param step the step
     * @param reason why
     * @param delay how long it rests
     */
    record StepDelayed(JobId id, Instant at, String step, String reason, Duration delay) implements JobEvent {}

    /**
     * A step failed for good: the alert. Nothing more happens to it unless somebody retries the job.
     *
     * @param id the job
     * @param at when
     * @param step the step
     * @param reason why
     * @param required whether the job fails with it
     */
    record StepFailed(JobId id, Instant at, String step, String reason, boolean required) implements JobEvent {}

    /**
     * A paid call uses up a budget to one of its thresholds; said once in each period of the budget.
     *
     * @param id the job, or number 0 if the call was for a search
     * @param at when
     * @param alert which budget, for whom, and how much of it
     */
    record BudgetReached(JobId id, Instant at, BudgetAlert alert) implements JobEvent {}

    /**
     * The job has ended.
     *
     * @param job the job as it ended
     * @param at when
     */
    record Finished(Job job, Instant at) implements JobEvent {
        @Override
        public JobId id() {
            return job.id();
        }
    }
}
