// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/*
 * Nothing here may grant too much, so all times err on the early side: they run from before the store was asked, and what
 * is left of a block ends with its window. A denial holds for its amount and all larger ones until it opens, since nobody
 * gives permits back. Threads of one node wait for each other here instead of at the row.
 */
/** What one node knows of one rule: what is left of its block, and until when there is nothing to be had. */
final class Till {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(RateLimiter.PAUSE_SEEN_MILLIS);
    private static final long NOTHING = Long.MAX_VALUE;

    private final LimitRule rule;
    private final Tallies tallies;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    // All below is guarded by the lock.
    private long spare;
    private Instant windowEnd = Instant.MIN;
    private long spareUntil;
    private long looked;
    private long denied = NOTHING;
    private boolean paused;
    private long deniedUntil;

    Till(LimitRule rule, Tallies tallies, LongSupplier nanos) {
        this.rule = rule;
        this.tallies = tallies;
        this.nanos = nanos;
    }

    Permit acquire(long amount) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (amount >= denied && deniedUntil - now > 0) {
                return new Permit.Denied(Duration.ofNanos(deniedUntil - now), paused);
            }
            return 0 < amount && amount <= spare && spareUntil - now > 0 ? fromSpare(amount, now) : ask(amount, now);
        } finally {
            lock.unlock();
        }
    }

    private Permit fromSpare(long amount, long now) {
        if (now - looked >= FRESH_NANOS) {
            Permit seen = tallies.change(rule.key(), Tally::look).permit();
            looked = now;
            if (seen instanceof Permit.Denied denial) {
                remember(1, denial, now);
                return seen;
            }
            if (spareUntil - nanos.getAsLong() <= 0) {
                return ask(amount, nanos.getAsLong());
            }
        }
        spare -= amount;
        return new Permit.Granted();
    }

    private Permit ask(long amount, long now) {
        Tally.Turn turn = tallies.change(rule.key(), (tally, at) -> take(tally, amount, at));
        looked = now;
        if (turn.permit() instanceof Permit.Denied denial) {
            remember(denial.paused() ? 1 : amount, denial, now);
        } else if (turn.spare() > 0) {
            spare = turn.spare();
            windowEnd = turn.spareUntil();
            spareUntil = now + Duration.between(turn.at(), turn.spareUntil()).toNanos();
        } else if (turn.permit() instanceof Permit.Granted) {
            spare = 0;
        }
        return turn.permit();
    }

    /** Adds to what is left of the block if that is of the same window still. */
    private Tally.Turn take(Tally tally, long amount, Instant at) {
        if (0 < spare && spare < amount) {
            Tally.Turn rest = tally.takeBlock(rule, amount - spare, at);
            if (!(rest.permit() instanceof Permit.Granted) || rest.spareUntil().equals(windowEnd)) {
                return rest;
            }
        }
        return tally.takeBlock(rule, amount, at);
    }

    private void remember(long amount, Permit.Denied denial, long now) {
        denied = amount;
        paused = denial.paused();
        deniedUntil = now + denial.opensIn().toNanos();
    }

    /** Asks the store before anything else is given out. */
    void lookAgain() {
        lock.lock();
        try {
            looked = nanos.getAsLong() - FRESH_NANOS;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            long now = nanos.getAsLong();
            return (spare == 0 || spareUntil - now <= 0) && (denied == NOTHING || deniedUntil - now <= 0);
        } finally {
            lock.unlock();
        }
    }
}
