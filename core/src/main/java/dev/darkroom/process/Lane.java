// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.process;

/** Where a step's work is done. */
public enum Lane {
    /** On this machine's processor: no more at once than there are cores. */
    LOCAL,
    /** Elsewhere: the step mostly waits, so many may do so at once. */
    REMOTE
}
