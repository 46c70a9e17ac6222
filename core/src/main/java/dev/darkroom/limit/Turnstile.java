// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Asks a {@link RateLimiter} on behalf of steps, and does with those over a limit what their rule says: it parks them,
 * lets their threads wait, or fails them.
 *
 * <p>Parked steps are told to come back about when it is their turn, however many there are, so that each asks about twice
 * in all. That is known to this JVM only, and no promise: whoever comes back and finds nothing is parked again.
 *
 * <p>Safe to share between threads.
 */
public final class Turnstile {
    private static final int FEW = 1_000;

    private final RateLimiter limiter;
    private final InstantSource clock;
    private final ConcurrentMap<LimitRule, Line> lines = new ConcurrentHashMap<>();

    /** Makes one that asks a limiter. */
    public Turnstile(RateLimiter limiter, InstantSource clock) {
        this.limiter = limiter;
        this.clock = clock;
    }

    /** Takes one permit; waits for it if the rule says so. */
    public Admission pass(LimitRule rule) throws InterruptedException {
        return pass(rule, 1);
    }

    /** Takes permits of a rule; waits for them if the rule says so. */
    public Admission pass(LimitRule rule, long amount) throws InterruptedException {
        return pass(List.of(new Fare(rule, amount)));
    }

    /**
     * Takes permits of several rules, such as one for calls and one for tokens, which need keys of their own.
     *
     * <p>It is all or nothing as far as that can be known: nothing is taken while one of them is known to be closed, and
     * the one of which the smallest share is taken is asked first. If a later one denies, what was taken of those before
     * is lost.
     */
    public Admission pass(List<Fare> fares) throws InterruptedException {
        List<Fare> cheapestFirst =
                fares.stream().sorted(Comparator.comparingDouble(Fare::share)).toList();
        Patience patience = new Patience(clock);
        while (true) {
            Optional<Verdict> no = firstNo(cheapestFirst);
            if (no.isEmpty()) {
                return new Admission.Through();
            }
            Verdict verdict = no.get();
            if (!(verdict.permit() instanceof Permit.Denied denied)) {
                return new Admission.Refused(((Permit.Refused) verdict.permit()).reason());
            }
            if (!patience.waits(denied.opensIn(), verdict.rule().longestWait())) {
                return sendAway(verdict.fare(), denied);
            }
        }
    }

    /** Grants nothing for a key for so long: see {@link RateLimiter#pause}. */
    public void pause(String key, Duration rest) {
        limiter.pause(key, rest);
    }

    /** What the limiter said, and of what. */
    private record Verdict(Fare fare, Permit permit) {
        LimitRule rule() {
            return fare.rule();
        }
    }

    private Optional<Verdict> firstNo(List<Fare> fares) {
        if (fares.size() > 1) {
            Optional<Verdict> known = fares.stream().flatMap(this::knownNo).findFirst();
            if (known.isPresent()) {
                return known;
            }
        }
        for (Fare fare : fares) {
            Permit permit = limiter.acquire(fare.rule(), fare.amount());
            if (!(permit instanceof Permit.Granted)) {
                return Optional.of(new Verdict(fare, permit));
            }
        }
        return Optional.empty();
    }

    /** What could never be granted is asked for, so that the limiter says why. */
    private Stream<Verdict> knownNo(Fare fare) {
        if (fare.amount() > fare.rule().most()) {
            return Stream.of(new Verdict(fare, limiter.acquire(fare.rule(), fare.amount())));
        }
        Line line = lines.get(fare.rule().counted());
        return line == null
                ? Stream.empty()
                : line.known(fare.amount(), clock.instant()).map(denied -> new Verdict(fare, denied)).stream();
    }

    private Admission sendAway(Fare fare, Permit.Denied denied) {
        LimitRule rule = fare.rule();
        Instant now = clock.instant();
        String reason = denied.paused()
                ? "a pause of " + rule.key() + " for another " + seconds(denied.opensIn())
                : "over the limit of " + rule.words();
        if (rule.isFailing()) {
            return new Admission.Refused(reason);
        }
        Line line = line(rule, now);
        return new Admission.Parked(line.rest(fare.amount(), rule.park(), denied, now), reason);
    }

    private static String seconds(Duration time) {
        return LimitRule.words(Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds()));
    }

    private Line line(LimitRule rule, Instant now) {
        if (lines.size() >= FEW) {
            lines.values().removeIf(line -> line.isOver(now));
        }
        return lines.computeIfAbsent(rule.counted(), Line::new);
    }
}
