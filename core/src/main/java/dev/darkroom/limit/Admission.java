// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;

/** The answer of a {@link Turnstile}. */
public sealed interface Admission {

    /** Go on; the permits are used up. */
    record Through() implements Admission {}

    /**
     * Rest, and come back; no try is used up.
     *
     * @param rest how long
     * @param reason why, for a person
     */
    record Parked(Duration rest, String reason) implements Admission {}

    /**
     * Fail: the rule says so, or can't ever grant so much.
     *
     * @param reason why, for a person
     */
    record Refused(String reason) implements Admission {}
}
