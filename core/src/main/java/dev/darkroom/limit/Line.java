// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/*
 * A line is a timetable, not a queue: it knows how many permits it has promised since its first turn, and so when the
 * next turn is. Who passes first is left to the limiter. Whoever comes in time and still finds nothing, since a step that
 * is new or that another node parked was quicker, gets a turn at the end.
 *
 * A step whose turn comes within twice the time for which its rule parks (30 s, in a window of a minute) rests exactly as
 * the rule says, and keeps its turn when it comes back before the window opens. Those far down the line rest for an hour
 * without a turn, so that the line is found out to be shorter than it was: when jobs were called off, or the limit raised.
 */
/** Spreads the rests of those that a rule has sent away, so that each comes back about when it is its turn. */
final class Line {
    private static final long LONGEST_REST = TimeUnit.HOURS.toMicros(1);

    private final Shape shape;

    // All below is guarded by this object's monitor.
    private long start = Long.MIN_VALUE;
    private long promised;
    private long early;
    private long earlyFrom;
    private long denied = Long.MAX_VALUE;
    private boolean paused;
    private long opensAt;

    Line(LimitRule rule) {
        this.shape = rule.shape();
    }

    /** Returns how long a denied one rests, which is no less than the rule parks it. */
    synchronized Duration rest(long amount, Duration atLeast, Permit.Denied denial, Instant time) {
        long park = micros(atLeast);
        long now = micros(time);
        remember(amount, denial, now);
        if (early >= amount && earlyFrom <= now && now < start) {
            early -= amount;
            return duration(Math.max(park, opensAt - now));
        }
        return duration(restOfNew(amount, park, now));
    }

    private long restOfNew(long amount, long park, long now) {
        long first = shape.start(opensAt, now + park);
        if (start == Long.MIN_VALUE || next(amount) < first) {
            start = first;
            promised = 0;
            early = 0;
        }
        long turn = next(amount);
        if (turn - now > Math.max(LONGEST_REST, opensAt - now)) {
            return Math.max(LONGEST_REST, opensAt - now);
        }
        promised += amount;
        if (turn == opensAt && turn == start && turn - now > park && turn - now <= 2 * park) {
            earlyFrom = early == 0 ? now + park : earlyFrom;
            early += amount;
            return park;
        }
        return Math.max(park, turn - now);
    }

    private long next(long amount) {
        return start + shape.turn(promised, amount);
    }

    private void remember(long amount, Permit.Denied denial, long now) {
        denied = denial.paused() ? 1 : amount;
        paused = denial.paused();
        opensAt = now + micros(denial.opensIn());
    }

    /** Returns the denial that holds still. */
    synchronized Optional<Permit.Denied> known(long amount, Instant time) {
        long left = opensAt - micros(time);
        return amount < denied || left <= 0 ? Optional.empty() : Optional.of(new Permit.Denied(duration(left), paused));
    }

    /** Whether nobody is in it any more. */
    synchronized boolean isOver(Instant time) {
        long now = micros(time);
        return next(1) < now && opensAt < now;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
