// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.limit.Tallies;
import dev.darkroom.limit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedRateLimiterTest extends RateLimiterContract {
    private static final LimitRule WIDE = LimitRule.perMinute("wide", 1_000);

    private final ManualClock clock = new ManualClock();
    private final Texts texts = new Texts(clock);
    private final RateLimiter here = node(texts, clock);
    private final RateLimiter there = node(texts, clock);

    /** Keeps tallies as a database does, as texts, and counts how often it is asked. */
    private static final class Texts implements Tallies {
        private final InstantSource clock;
        private final Map<String, String> texts = new HashMap<>();
        private int asks;

        Texts(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public synchronized Tally.Turn change(String key, BiFunction<Tally, Instant, Tally.Turn> change) {
            asks++;
            Tally.Turn turn = change.apply(Tally.parse(texts.getOrDefault(key, "")), clock.instant());
            texts.put(key, turn.after().toString());
            return turn;
        }
    }

    private static RateLimiter node(Texts texts, InstantSource clock) {
        return RateLimiter.shared(
                texts, () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
    }

    @Override
    protected RateLimiter newLimiter(InstantSource ofContract) {
        return node(new Texts(ofContract), ofContract);
    }

    @Test
    void aWideWindowIsAskedForInBlocks() {
        assertThat(granted(here, WIDE, 1_000)).isEqualTo(1_000);

        assertThat(texts.asks).isEqualTo(20);
    }

    @Test
    void aNarrowWindowIsAskedForEachPermitSoThatAllOfThemGoWhereTheyAreNeeded() {
        LimitRule narrow = LimitRule.perMinute("narrow", 20);
        granted(here, narrow, 7);

        assertThat(granted(there, narrow, 20)).isEqualTo(13);
    }

    @Test
    void aDenialIsRememberedUntilTheWindowOpens() {
        granted(here, WIDE, 1_001);
        int asks = texts.asks;
        clock.advance(Duration.ofSeconds(20));
        granted(here, WIDE, 500);
        assertThat(here.acquire(WIDE)).isEqualTo(new Permit.Denied(Duration.ofSeconds(40)));
        assertThat(texts.asks).isEqualTo(asks);

        clock.advance(Duration.ofSeconds(40));
        assertThat(granted(here, WIDE, 1)).isEqualTo(1);
    }

    @Test
    void nodesTogetherGetNoMoreThanTheRuleAllows() {
        long all = 0;
        for (int i = 0; i < 60; i++) {
            all += granted(here, WIDE, 13) + granted(there, WIDE, 7);
        }

        assertThat(all).isEqualTo(1_000);
    }

    @Test
    void anotherNodeSeesAPauseWithinASecond() {
        granted(there, WIDE, 1);
        here.pause("wide", Duration.ofSeconds(30));
        clock.advance(Duration.ofMillis(RateLimiter.PAUSE_SEEN_MILLIS));

        assertThat(there.acquire(WIDE)).isEqualTo(new Permit.Denied(Duration.ofSeconds(29), true));
    }

    @Test
    void aTallyStaysShort() {
        LimitRule busy = LimitRule.sliding(Duration.ofDays(1), "busy", 100_000_000_000L / 1_000_000);
        for (int i = 0; i < 5_000; i++) {
            here.acquire(busy);
            clock.advance(Duration.ofSeconds(17));
        }

        assertThat(texts.texts.get("busy").length()).isLessThan(2_000);
    }

    @Test
    void aClockThatWasFarAheadKeepsNobodyAway() {
        ManualClock ahead = new ManualClock(clock.instant().plus(Duration.ofDays(400)));
        Texts other = new Texts(ahead);
        for (LimitRule rule : new LimitRule[] {
            LimitRule.perMinute("k", 1),
            LimitRule.sliding(Duration.ofMinutes(1), "k", 1),
            LimitRule.spaced(Duration.ofMinutes(1), "k")
        }) {
            node(other, ahead).acquire(rule);
        }
        texts.texts.putAll(other.texts);

        assertThat(granted(here, LimitRule.perMinute("k", 1), 1)).isEqualTo(1);
        assertThat(granted(here, LimitRule.sliding(Duration.ofMinutes(1), "k", 1), 1))
                .isEqualTo(1);
        assertThat(granted(here, LimitRule.spaced(Duration.ofMinutes(1), "k"), 1))
                .isEqualTo(1);
    }

    @Test
    void keysThatComeAndGoAreLetGo() {
        for (int i = 0; i < 3_000; i++) {
            clock.advance(Duration.ofSeconds(1));
            here.acquire(LimitRule.perMinute("owner-" + i, 40));
        }

        assertThat(granted(here, LimitRule.perMinute("owner-2999", 40), 50)).isEqualTo(39);
    }

    private static long granted(RateLimiter limiter, LimitRule rule, int asks) {
        return IntStream.range(0, asks)
                .filter(i -> limiter.acquire(rule) instanceof Permit.Granted)
                .count();
    }
}
