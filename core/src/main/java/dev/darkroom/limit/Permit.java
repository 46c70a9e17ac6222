// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;

/** The answer of a {@link RateLimiter}. */
public sealed interface Permit {

    /** Go on; the permit is used up. */
    record Granted() implements Permit {}

    /**
     * Not now; nothing was used up.
     *
     * @param opensIn when the next window opens
     */
    record Denied(Duration opensIn) implements Permit {}
}
