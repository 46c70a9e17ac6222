// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;

/** The answer of a {@link RateLimiter}. */
public sealed interface Permit {

    /** Go on; the permits are used up, and can't be given back if the call is then not made. */
    record Granted() implements Permit {}

    /**
     * Not now; nothing was used up.
     *
     * @param opensIn when the same may be granted, if nobody else takes it
     * @param paused whether nobody gets a permit until then
     */
    record Denied(Duration opensIn, boolean paused) implements Permit {
        /** Denies because the permits are used up. */
        public Denied(Duration opensIn) {
            this(opensIn, false);
        }
    }

    /**
     * Never: the amount is larger than what the rule can ever grant. Nothing was used up.
     *
     * @param reason why, for a person
     */
    record Refused(String reason) implements Permit {}
}
