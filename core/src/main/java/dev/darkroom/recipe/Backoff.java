// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.recipe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often a step is tried again after its first try, and how long it rests before each.
 *
 * <pre>{@code
 * Backoff.fixed(Duration.ofMinutes(5));                       // 3 retries, 5 minutes apart
 * Backoff.list(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60)).retries(5);
 * Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(10)).retries(8);
 * }</pre>
 */
public sealed interface Backoff {

    /** Returns how many retries there are. */
    int retries();

    /** The same, with another number of retries. */
    Backoff retries(int retries);

    /** Returns how long to rest before a retry, counted from 1 upwards; empty if there is no such retry. */
    Optional<Duration> before(int retry, RandomGenerator random);

    /** Never tries again. */
    static Backoff none() {
        return new Fixed(0, Duration.ZERO);
    }

    /** Tries again 3 times, each after the same time. */
    static Backoff fixed(Duration delay) {
        return new Fixed(3, delay);
    }

    /** Tries again once for each time given; with more {@link #retries(int)}, the last one is repeated. */
    static Backoff list(Duration first, Duration... more) {
        List<Duration> delays = new ArrayList<>(List.of(first));
        delays.addAll(List.of(more));
        return new Listed(delays.size(), delays);
    }

    /** Tries again 3 times, each after twice the time, up to a cap; a fifth of each time is left to chance. */
    static Backoff exponential(Duration first, Duration cap) {
        return new Exponential(3, first, 2.0, cap, 0.2);
    }

    /**
     * Rests the same each time.
     *
     * @param retries how many retries there are
     * @param delay how long to rest
     */
    record Fixed(int retries, Duration delay) implements Backoff {
        /** Checks the ranges. */
        public Fixed {
            checkRetries(retries);
            checkDelay(delay);
        }

        @Override
        public Fixed retries(int retries) {
            return new Fixed(retries, delay);
        }

        @Override
        public Optional<Duration> before(int retry, RandomGenerator random) {
            return retry > retries ? Optional.empty() : Optional.of(delay);
        }
    }

    /**
     * Rests as the list says, then as its last entry says.
     *
     * @param retries how many retries there are
     * @param delays how long to rest before each
     */
    record Listed(int retries, List<Duration> delays) implements Backoff {
        /** Checks the ranges. */
        public Listed {
            checkRetries(retries);
            delays = List.copyOf(delays);
            delays.forEach(Backoff::checkDelay);
            if (delays.isEmpty()) {
                throw new IllegalArgumentException("a list of delays needs at least one");
            }
        }

        @Override
        public Listed retries(int retries) {
            return new Listed(retries, delays);
        }

        @Override
        public Optional<Duration> before(int retry, RandomGenerator random) {
            return retry > retries ? Optional.empty() : Optional.of(delays.get(Math.min(retry, delays.size()) - 1));
        }
    }

    /**
     * Rests longer each time.
     *
     * @param retries how many retries there are
     * @param first how long to rest before the first
     * @param factor by how much each rest is longer than the one before
     * @param cap the longest rest
     * @param jitter which part of a rest is left to chance, 0 to 1, so that many failures don't come back together
     */
    record Exponential(int retries, Duration first, double factor, Duration cap, double jitter) implements Backoff {
        /** Checks the ranges. */
        public Exponential {
            checkRetries(retries);
            checkDelay(first);
            checkDelay(cap);
            if (!(factor >= 1 && jitter >= 0 && jitter <= 1)) {
                throw new IllegalArgumentException(
                        "a factor is at least 1 and a jitter 0 to 1, not " + factor + " and " + jitter);
            }
        }

        @Override
        public Exponential retries(int retries) {
            return new Exponential(retries, first, factor, cap, jitter);
        }

        @Override
        public Optional<Duration> before(int retry, RandomGenerator random) {
            if (retry > retries) {
                return Optional.empty();
            }
            double full = Math.min(first.toMillis() * Math.pow(factor, retry - 1), (double) cap.toMillis());
            double rest = full * (1 - jitter * random.nextDouble());
            return Optional.of(Duration.ofMillis(Math.round(rest)));
        }
    }

    private static void checkRetries(int retries) {
        if (retries < 0) {
            throw new IllegalArgumentException("there can't be " + retries + " retries");
        }
    }

    private static void checkDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a step can't rest for " + delay);
        }
    }
}
