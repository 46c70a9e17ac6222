// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

/** Where a step of a job is. */
public enum StepStatus {
    /** Not begun, parked, or waiting for its next try. */
    PENDING,
    /** Begun by the worker that has the lease. */
    RUNNING,
    /** A provider works on it, and will be asked or will call. */
    WAITING,
    /** Ended well; never run again. */
    DONE,
    /** Not needed: its condition said no, or a step that it comes after did not end well. */
    SKIPPED,
    /** Failed for good; the step says why. */
    FAILED;

    /** Whether the step has ended. */
    public boolean isFinal() {
        return this == DONE || this == SKIPPED || this == FAILED;
    }
}
