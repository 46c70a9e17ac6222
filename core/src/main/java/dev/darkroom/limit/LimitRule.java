// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import dev.darkroom.text.KeptText;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How often something may be done, or how much of something may be used, and what becomes of a step over the limit.
 *
 * <pre>{@code
 * LimitRule.perMinute("openai", 20);                                 // 20 in each minute of the clock
 * LimitRule.perMinute("openai/tokens", 200_000);                     // takes many permits at once
 * LimitRule.sliding(Duration.ofSeconds(10), "openai", 5);            // 5 in any 10 seconds
 * LimitRule.bucket(Duration.ofMinutes(1), "openai", 60, 10);         // one a second, and 10 after a pause
 * LimitRule.spaced(Duration.ofSeconds(1), "openai").waiting(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>Rules share a count if they have the same key and are of the same kind and time; so a rule for calls and one for
 * tokens need a key each. Immutable; equal to another one that says the same.
 */
public final class LimitRule {
    /** A fifth of what a long takes: room for a few sums. */
    private static final long MOST = Long.MAX_VALUE / 5;

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration DEFAULT_PARK = Duration.ofSeconds(30);

    private final String key;
    private final Shape shape;
    private final Duration park;
    private final Duration longestWait;
    private final boolean failing;

    private LimitRule(String key, Shape shape, Duration park, Duration longestWait, boolean failing) {
        this.key = key;
        this.shape = shape;
        this.park = park;
        this.longestWait = longestWait;
        this.failing = failing;
    }

    private static LimitRule of(String key, Shape shape) {
        return new LimitRule(key, shape, DEFAULT_PARK, Duration.ZERO, false);
    }

    /** Allows so many in each minute of the clock. */
    public static LimitRule perMinute(String key, long permits) {
        return per(Duration.ofMinutes(1), key, permits);
    }

    /**
     * Allows so many in each window. Windows are fixed and begin at multiples of their length since 1970, so that nodes
     * with one store count alike without a word between them; around the seam of two windows, there may be twice as many
     * in the length of one.
     */
    public static LimitRule per(Duration window, String key, long permits) {
        return of(key, new FixedWindow(micros(key, window, permits), permits));
    }

    /**
     * Allows so many in any stretch of time of that length, wherever it begins. What was granted is remembered each for
     * itself while that is little; in a busy window, what is within a twentieth of it counts until the last of it is over.
     */
    public static LimitRule sliding(Duration window, String key, long permits) {
        return of(key, new SlidingWindow(micros(key, window, permits), permits));
    }

    /**
     * Allows what is in a bucket, which has room for so many permits and gets so many more each time, evenly.
     *
     * @param time in which the bucket gets {@code permits}
     * @param key what is limited
     * @param permits how many come in that time
     * @param room how many there are at most after a rest
     */
    public static LimitRule bucket(Duration time, String key, long permits, long room) {
        long micros = micros(key, time, permits);
        micros(key, time, room);
        return of(key, new Bucket(micros, permits, room));
    }

    /** Allows one at a time, with at least so long between the beginnings of two. */
    public static LimitRule spaced(Duration gap, String key) {
        return bucket(gap, key, 1, 1);
    }

    private static long micros(String key, Duration time, long permits) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a limit needs a key that says what it limits");
        }
        KeptText.check("key of a limit", key, KeptText.MAX_KEY);
        if (permits < 1) {
            throw new IllegalArgumentException("limit '" + key + "' needs at least one permit, not " + permits);
        }
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "limit '" + key + "': a window lasts between 1 ms and 366 days, not " + time);
        }
        long micros = time.toNanos() / 1_000;
        if (permits > MOST / micros) {
            throw new IllegalArgumentException("limit '" + key + "': " + permits + " in " + time + " can't be counted");
        }
        return micros;
    }

    /** The same, but a step over the limit is parked for another time than 30 seconds, at least; no try is used up. */
    public LimitRule parking(Duration park) {
        if (park.isNegative() || park.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("limit '" + key + "': a step can't be parked for " + park);
        }
        return new LimitRule(key, shape, park, Duration.ZERO, false);
    }

    /**
     * The same, but the thread of a step over the limit waits if that helps within so long, which is a part of the time
     * that a try may take; if it doesn't, the step is parked.
     */
    public LimitRule waiting(Duration atMost) {
        if (atMost.isNegative() || atMost.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("limit '" + key + "': a step can't wait for " + atMost);
        }
        return new LimitRule(key, shape, park, atMost, false);
    }

    /** The same, but a step over the limit fails. */
    public LimitRule failing() {
        return new LimitRule(key, shape, park, Duration.ZERO, true);
    }

    /** Returns what is limited. */
    public String key() {
        return key;
    }

    /** Returns the largest amount that is ever granted at once. */
    public long most() {
        return shape.most();
    }

    /** Returns how long a step over the limit is parked at least. */
    public Duration park() {
        return park;
    }

    /** Returns how long a thread may wait before its step is parked: not at all, unless said otherwise. */
    public Duration longestWait() {
        return longestWait;
    }

    /** Whether a step over the limit fails. */
    public boolean isFailing() {
        return failing;
    }

    Shape shape() {
        return shape;
    }

    /** Returns the same, without what becomes of a step over the limit: what is counted. */
    LimitRule counted() {
        return of(key, shape);
    }

    /** Says the limit in words, such as "20 in 1m for openai". */
    String words() {
        return shape.words() + " for " + key;
    }

    static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LimitRule rule
                && key.equals(rule.key)
                && shape.equals(rule.shape)
                && park.equals(rule.park)
                && longestWait.equals(rule.longestWait)
                && failing == rule.failing;
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, shape, park, longestWait, failing);
    }

    @Override
    public String toString() {
        if (failing) {
            return words() + ", or fails";
        }
        String waits = longestWait.isZero() ? "" : ", or waits up to " + words(longestWait);
        return words() + waits + (park.equals(DEFAULT_PARK) ? "" : ", or is parked for " + words(park));
    }
}
