// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was taken under one key, in a short text that a store keeps. All arithmetic of limits is here, so a store only
 * reads it, lets it change, and writes it back, while nobody else does. Immutable.
 */
public final class Tally {
    private static final Pattern ENTRIES = Pattern.compile(";");
    private static final Pattern NUMBERS = Pattern.compile(",");
    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    private final long pausedUntil;
    private final Map<String, List<Long>> counts;

    private Tally(long pausedUntil, Map<String, List<Long>> counts) {
        this.pausedUntil = pausedUntil;
        this.counts = Map.copyOf(counts);
    }

    /**
     * What became of a wish.
     *
     * @param after the tally to keep, equal to the one before if nothing changed
     * @param permit the answer
     * @param at when it was
     * @param spare how many permits were taken beyond the amount, to be given out by who asked
     * @param spareUntil until when those may be given out
     */
    public record Turn(Tally after, Permit permit, Instant at, long spare, Instant spareUntil) {}

    /** Nothing was taken. */
    public static Tally empty() {
        return new Tally(Long.MIN_VALUE, Map.of());
    }

    /** Reads what {@link #toString} wrote. */
    public static Tally parse(String text) {
        long pausedUntil = Long.MIN_VALUE;
        Map<String, List<Long>> counts = new HashMap<>();
        for (String entry : ENTRIES.split(text, -1)) {
            int sign = entry.indexOf('=');
            if (sign > 0) {
                counts.put(entry.substring(0, sign), numbers(entry.substring(sign + 1)));
            } else if (!entry.isEmpty()) {
                pausedUntil = Long.parseLong(entry);
            }
        }
        return new Tally(pausedUntil, counts);
    }

    private static List<Long> numbers(String text) {
        return NUMBERS.splitAsStream(text).map(Long::valueOf).toList();
    }

    /** Takes permits, or says when. */
    public Turn take(LimitRule rule, long amount, Instant now) {
        return take(rule, amount, amount, now);
    }

    /** Takes permits, and a few more if the rule allows that, which can be given out without asking here again. */
    public Turn takeBlock(LimitRule rule, long amount, Instant now) {
        return take(rule, amount, rule.shape().block(), now);
    }

    /** Looks whether permits that were taken before may be given out: they may, unless there is a pause. */
    public Turn look(Instant now) {
        long micros = micros(now);
        return micros < pausedUntil ? paused(now) : turn(new Permit.Granted(), now);
    }

    /** Lets nobody take anything for so long; a pause that is longer already stays. */
    public Turn pause(Duration rest, Instant now) {
        Duration capped = rest.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : rest;
        long until = micros(now.plus(capped));
        boolean longer = !rest.isNegative() && !rest.isZero() && until > pausedUntil;
        return (longer ? new Tally(until, counts) : this).turn(new Permit.Granted(), now);
    }

    private Turn take(LimitRule rule, long amount, long block, Instant now) {
        if (amount < 1) {
            throw new IllegalArgumentException(
                    "limit '" + rule.key() + "': one permit or more is asked for, not " + amount);
        }
        if (amount > rule.most()) {
            return turn(
                    new Permit.Refused(
                            "asks for " + amount + " at once, which the limit of " + rule.words() + " never grants"),
                    now);
        }
        long micros = micros(now);
        if (micros < pausedUntil) {
            return paused(now);
        }
        Shape shape = rule.shape();
        Shape.Count count = shape.take(counts.getOrDefault(shape.name(), List.of()), amount, block, micros);
        if (count.taken() == 0) {
            return turn(new Permit.Denied(between(micros, count.opensAt())), now);
        }
        return new Turn(
                with(shape.name(), count.numbers(), micros),
                new Permit.Granted(),
                now,
                count.taken() - amount,
                Instant.EPOCH.plus(count.numbers().get(0), ChronoUnit.MICROS));
    }

    private Turn paused(Instant now) {
        return turn(new Permit.Denied(between(micros(now), pausedUntil), true), now);
    }

    private Turn turn(Permit permit, Instant now) {
        return new Turn(this, permit, now, 0, now);
    }

    /** Forgets the counts whose time is over, so that a tally stays short however often rules are changed. */
    private Tally with(String name, List<Long> numbers, long now) {
        Map<String, List<Long>> after = new HashMap<>(counts);
        after.values().removeIf(count -> count.get(0) <= now);
        after.put(name, numbers);
        return new Tally(now < pausedUntil ? pausedUntil : Long.MIN_VALUE, after);
    }

    /** Whether it says nothing any more, so that it needn't be kept. */
    boolean isOver(Instant now) {
        long micros = micros(now);
        return micros >= pausedUntil && counts.values().stream().allMatch(count -> count.get(0) <= micros);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Duration between(long now, long then) {
        return Duration.of(then - now, ChronoUnit.MICROS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally tally && pausedUntil == tally.pausedUntil && counts.equals(tally.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(pausedUntil) + counts.hashCode();
    }

    /** Writes it down, in the characters {@code a-z0-9=,;/-} and in less than 2,000 of them for a rule. */
    @Override
    public String toString() {
        Stream<String> pause = pausedUntil == Long.MIN_VALUE ? Stream.empty() : Stream.of(Long.toString(pausedUntil));
        Stream<String> entries = counts.entrySet().stream()
                .map(count -> count.getKey() + "="
                        + count.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")));
        return Stream.concat(pause, entries).collect(Collectors.joining(";"));
    }
}
