// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import java.time.Duration;

/**
 * What calls of one provider share: how many at once, how long each may take, and when they rest because the provider
 * has trouble. A rest uses up no try.
 *
 * @param name what is guarded, such as {@code openai}
 * @param places how many calls are under way at once
 * @param timeout how long a call may take
 * @param troubles after how much trouble in {@link #of} calls all of them rest
 * @param of how many of the last calls are looked at
 * @param rest for how long they rest then; after that a single call shows whether the trouble is over
 */
public record Guard(String name, int places, Duration timeout, int troubles, int of, Duration rest) {

    /** Checks the ranges. */
    public Guard {
        if (name.isBlank() || places < 1 || troubles < 1 || of < troubles) {
            throw new IllegalArgumentException(
                    "a guard needs a name, a place at least, and some trouble of some calls, not " + places
                            + " places and " + troubles + " of " + of + " for '" + name + "'");
        }
        if (timeout.isNegative() || timeout.isZero() || rest.isNegative()) {
            throw new IllegalArgumentException("guard '" + name + "': no call takes " + timeout + " or rests " + rest);
        }
    }

    /** 16 calls at once, 3 minutes for each; after 5 of the last 10 had trouble, half a minute of rest. */
    public static Guard named(String name) {
        return new Guard(name, 16, Duration.ofMinutes(3), 5, 10, Duration.ofSeconds(30));
    }

    /** The same with so many calls at once. */
    public Guard places(int places) {
        return new Guard(name, places, timeout, troubles, of, rest);
    }

    /** The same with another time for a call. */
    public Guard timeout(Duration timeout) {
        return new Guard(name, places, timeout, troubles, of, rest);
    }

    /** The same, resting so long after so much trouble. */
    public Guard resting(Duration rest, int troubles, int of) {
        return new Guard(name, places, timeout, troubles, of, rest);
    }
}
