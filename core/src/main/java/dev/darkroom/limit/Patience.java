// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a thread wait by a clock that may be set on by hand. A clock that stands still is not waited for: after as much real
 * time, the wait is over.
 */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();
    private final InstantSource clock;
    private final Instant began;
    private Duration waited = Duration.ZERO;

    Patience(InstantSource clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Waits so long, unless that makes it too long in all; then it returns false at once. */
    boolean waits(Duration time, Duration atMostInAll) throws InterruptedException {
        Duration end = spent().plus(time);
        if (end.compareTo(atMostInAll) > 0) {
            return false;
        }
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = end.minus(spent())) {
            rest(left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
        }
        return true;
    }

    private Duration spent() {
        Duration byClock = Duration.between(began, clock.instant());
        return byClock.compareTo(waited) > 0 ? byClock : waited;
    }

    private void rest(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0) {
                left = never.awaitNanos(left);
            }
            waited = waited.plus(time);
        } finally {
            lock.unlock();
        }
    }
}
