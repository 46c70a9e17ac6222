// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.time.Instant;
import java.util.Map;

/**
 * The answer to a heartbeat.
 *
 * @param now the store's time
 * @param wasAlive whether the worker had not run out before; if it had, others may have taken its jobs
 * @param calledOff those of its jobs that somebody called off, and why
 */
public record Renewal(Instant now, boolean wasAlive, Map<JobId, String> calledOff) {

    /** Copies the map. */
    public Renewal {
        calledOff = Map.copyOf(calledOff);
    }
}
