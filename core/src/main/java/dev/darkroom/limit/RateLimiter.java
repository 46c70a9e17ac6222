// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Counts permits against rules.
 *
 * <p>An implementation never grants more permits for a key than the rule has, from however many threads and, where the
 * count is kept in a shared store, from however many nodes. It answers at once: waiting is the {@link Turnstile}'s.
 * Permits for a call that is then not made can't be given back, since somebody may have been sent away meanwhile.
 */
public interface RateLimiter {
    /** How long another node may go on giving out permits after a pause. */
    long PAUSE_SEEN_MILLIS = 1_000;

    /**
     * Takes so many permits, or none and says when to ask again.
     *
     * @param amount 1 or more; a rule can count calls, and another one with another key the tokens of each call
     */
    Permit acquire(LimitRule rule, long amount);

    /** Takes one permit, or says when to ask again. */
    default Permit acquire(LimitRule rule) {
        return acquire(rule, 1);
    }

    /**
     * Grants nothing for a key for so long, under whatever rule: what a provider asks for in {@code Retry-After}, or by
     * telling that its own count is used up. A pause that is longer already stays as it is.
     *
     * <p>This node keeps it from now on. Nodes that share a store see it when they next ask the store for that key, which
     * is {@value #PAUSE_SEEN_MILLIS} ms after they last did, at the latest.
     */
    void pause(String key, Duration rest);

    /** Returns a limiter that grants everything, and knows no pause. */
    static RateLimiter unlimited() {
        return new UnlimitedRate();
    }

    /** Returns a limiter that counts in this JVM only. */
    static RateLimiter inMemory(InstantSource clock) {
        return new MemoryRateLimiter(clock);
    }

    /**
     * Returns a limiter that counts in a place that nodes share, and asks there as seldom as it can.
     *
     * @param nanos a clock of this node that is never set, such as {@link System#nanoTime}
     */
    static RateLimiter shared(Tallies tallies, LongSupplier nanos) {
        return new SharedRateLimiter(tallies, nanos);
    }
}
