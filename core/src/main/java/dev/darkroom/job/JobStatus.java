// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

/**
 * Where a job is in its life: {@code PENDING → PROCESSING → COMPLETE | FAILED | CANCELLED}.
 *
 * <p>A job that waits for its next try or for a provider is PENDING with a due time, so a status never swings to FAILED
 * and back.
 */
public enum JobStatus {
    /** Waits for its due time or for a worker. */
    PENDING,
    /** A worker has a lease on it. */
    PROCESSING,
    /** Every required step is done. */
    COMPLETE,
    /** A required step failed for good; the job says why. */
    FAILED,
    /** Somebody called it off. */
    CANCELLED;

    /** Whether the job has ended. */
    public boolean isFinal() {
        return this == COMPLETE || this == FAILED || this == CANCELLED;
    }
}
