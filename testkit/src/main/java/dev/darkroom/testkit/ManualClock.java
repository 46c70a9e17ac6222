// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. Safe to share between threads. */
public final class ManualClock implements InstantSource {
    // Guarded by this object's monitor.
    private Instant now;

    /** Starts at a time. */
    public ManualClock(Instant start) {
        this.now = start;
    }

    /** Starts at noon of 15 January 2025, UTC. */
    public ManualClock() {
        this(Instant.parse("2025-01-15T12:00:00Z"));
    }

    /** Lets time pass. */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time doesn't go back by " + time);
        }
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
