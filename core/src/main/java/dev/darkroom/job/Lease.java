// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.time.Instant;

/**
 * A worker's right to a job, as long as the worker renews itself.
 *
 * @param job the job with its steps, as it was when the lease was given
 * @param worker who has it
 * @param token the fencing token: higher than that of every earlier lease on this job
 * @param leasedAt when it was given, by the store's clock
 * @param rescued whether the worker that had the job before was lost with it
 * @param deaths how many workers were lost after they had said that they {@linkplain Next.Begin begin} this job
 */
public record Lease(Job job, WorkerId worker, long token, Instant leasedAt, boolean rescued, int deaths) {

    /** Returns the job's number. */
    public JobId id() {
        return job.id();
    }
}
