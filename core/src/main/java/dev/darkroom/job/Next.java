// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link Checkpoint} does with the job and its lease. */
public sealed interface Next {

    /** The worker goes on. */
    record Keep() implements Next {}

    /** The worker goes on, and if it is lost from here on, the job counts as a suspect for it. */
    record Begin() implements Next {}

    /**
     * The lease is given back.
     *
     * @param delay after which time the job is due again, by the store's clock
     */
    record Release(Duration delay) implements Next {}

    /**
     * The job has ended.
     *
     * @param status a final status
     * @param partial whether an optional step is missing
     * @param reason why it failed or was cancelled, or null
     */
    record Finish(
            JobStatus status, boolean partial, @Nullable String reason) implements Next {

        /** Checks that the status is final, and makes the reason {@linkplain Reason#keepable keepable}. */
        public Finish {
            if (!status.isFinal()) {
                throw new IllegalArgumentException("a job doesn't end as " + status);
            }
            reason = reason == null ? null : Reason.keepable(reason);
        }
    }
}
