// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.InstantSource;

/**
 * Counts permits against rules.
 *
 * <p>An implementation never grants more permits for a key in a window than the rule has, from however many threads and,
 * where the count is kept in a shared store, from however many nodes. It answers at once: waiting is the engine's.
 */
public interface RateLimiter {

    /** Takes one permit, or says when the next window opens. */
    Permit acquire(LimitRule rule);

    /** Returns a limiter that grants everything. */
    static RateLimiter unlimited() {
        return rule -> new Permit.Granted();
    }

    /** Returns a limiter that counts in this JVM only. */
    static RateLimiter inMemory(InstantSource clock) {
        return new MemoryRateLimiter(clock);
    }
}
