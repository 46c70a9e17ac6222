// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

/**
 * What one cycle of a {@link Sweep} did.
 *
 * @param submitted how many rows had no job and have one now
 * @param retried how many failed jobs were begun again
 * @param passedOver how many rows have something in them that no job can have; the log names them
 * @param reachedEnd whether the last row was reached, so that the next cycle begins with the first one
 */
public record Swept(int submitted, int retried, int passedOver, boolean reachedEnd) {
    static final Swept NOTHING = new Swept(0, 0, 0, false);

    /** Returns how much was done. */
    int done() {
        return submitted + retried;
    }

    /** Returns this and what came after it, together. */
    Swept then(Swept next) {
        return new Swept(
                submitted + next.submitted,
                retried + next.retried,
                passedOver + next.passedOver,
                reachedEnd || next.reachedEnd);
    }
}
