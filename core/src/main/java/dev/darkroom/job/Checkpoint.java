// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.cost.Usage;
import java.util.List;

/**
 * What a worker has to write about a job: all of it in one transaction, and none of it if the lease was lost.
 *
 * @param lease the right to write
 * @param steps the records of steps that changed
 * @param usage paid calls: intents and ends
 * @param next what becomes of the job
 */
public record Checkpoint(Lease lease, List<StepRecord> steps, List<Usage> usage, Next next) {

    /** Copies the lists. */
    public Checkpoint {
        steps = List.copyOf(steps);
        usage = List.copyOf(usage);
    }
}
