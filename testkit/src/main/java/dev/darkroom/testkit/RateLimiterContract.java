// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.text.KeptText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link RateLimiter} promises. */
@Timeout(60)
public abstract class RateLimiterContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final List<LimitRule> TEN_OF_EACH_KIND = List.of(
            LimitRule.perMinute("amounts", 10),
            LimitRule.sliding(MINUTE, "amounts", 10),
            LimitRule.bucket(MINUTE, "amounts", 10, 10));

    private final ManualClock clock = new ManualClock();
    private final LimitRule rule = LimitRule.perMinute("openai/embeddings", 20);

    @SuppressWarnings("NullAway") // set before each test
    private RateLimiter limiter;

    /** For subclasses. */
    protected RateLimiterContract() {}

    /** Returns a limiter that has counted nothing yet and goes by this clock. */
    protected abstract RateLimiter newLimiter(InstantSource clock) throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        limiter = newLimiter(clock);
    }

    @Test
    public void grantsWhatTheRuleAllowsAndNoMore() {
        assertThat(granted(rule, 20)).isEqualTo(20);
        assertThat(granted(rule, 5)).isZero();
    }

    @Test
    public void saysWhenTheNextWindowOpens() {
        clock.advance(Duration.ofSeconds(45));
        granted(rule, 20);

        assertThat(limiter.acquire(rule)).isEqualTo(new Permit.Denied(Duration.ofSeconds(15)));
    }

    @Test
    public void countsAnewInTheNextWindow() {
        granted(rule, 20);
        clock.advance(Duration.ofSeconds(59));
        assertThat(granted(rule, 1)).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(granted(rule, 30)).isEqualTo(20);
    }

    @Test
    public void aDenialUsesNothingUp() {
        LimitRule narrow = LimitRule.perMinute("narrow", 1);
        granted(narrow, 50);
        clock.advance(Duration.ofMinutes(1));

        assertThat(granted(narrow, 1)).isEqualTo(1);
    }

    @Test
    public void keysDoNotDisturbEachOther() {
        granted(rule, 20);

        assertThat(granted(LimitRule.perMinute("openai/images", 5), 9)).isEqualTo(5);
    }

    @Test
    public void theLongestKeysAreToldApart() {
        for (String character : List.of("a", "\uD83D\uDC08")) {
            String most = character.repeat((KeptText.MAX_KEY - 2) / character.length());
            granted(LimitRule.perMinute(most + "k ", 5), 5);

            assertThat(granted(LimitRule.perMinute(most + "k ", 5), 9)).isZero();
            assertThat(granted(LimitRule.perMinute(most + "K ", 5), 9)).isEqualTo(5);
            assertThat(granted(LimitRule.perMinute(most + "k", 5), 9)).isEqualTo(5);
        }
    }

    @Test
    public void rulesWithOneKeyShareACount() {
        granted(LimitRule.perMinute("shared", 10), 8);

        assertThat(granted(LimitRule.perMinute("shared", 10), 8)).isEqualTo(2);
    }

    @Test
    public void manyThreadsTogetherGetNoMoreThanTheRuleAllows() throws Exception {
        assertThat(grantedToThreads(LimitRule.per(Duration.ofHours(1), "wide", 1_000)))
                .isEqualTo(1_000);
    }

    private long grantedToThreads(LimitRule wide) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> askers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                askers.add(() -> granted(wide, 200));
            }
            long all = 0;
            for (Future<Long> asker : threads.invokeAll(askers)) {
                all += asker.get();
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void aSlidingWindowHasNoSeam() {
        LimitRule sliding = LimitRule.sliding(MINUTE, "sliding", 20);
        clock.advance(Duration.ofSeconds(50));
        assertThat(granted(sliding, 12)).isEqualTo(12);
        clock.advance(Duration.ofSeconds(20));
        assertThat(granted(sliding, 20)).as("in another minute of the clock").isEqualTo(8);
        assertThat(limiter.acquire(sliding)).isEqualTo(new Permit.Denied(Duration.ofSeconds(40)));

        clock.advance(Duration.ofSeconds(40));
        assertThat(granted(sliding, 20)).isEqualTo(12);
    }

    @Test
    public void noStretchOfTimeHasMoreThanASlidingWindowAllows() {
        LimitRule sliding = LimitRule.sliding(MINUTE, "sliding", 300);
        Random random = new Random(7);
        NavigableMap<Duration, Long> grants = new TreeMap<>();
        Duration time = Duration.ZERO;
        while (time.compareTo(Duration.ofMinutes(5)) < 0) {
            long amount = 1L + random.nextInt(9);
            if (limiter.acquire(sliding, amount) instanceof Permit.Granted) {
                grants.merge(time, amount, Long::sum);
            }
            Duration pause = Duration.ofMillis(random.nextInt(1_000));
            clock.advance(pause);
            time = time.plus(pause);
        }
        for (Duration begin : grants.keySet()) {
            assertThat(sum(grants.subMap(begin, begin.plus(MINUTE)))).isLessThanOrEqualTo(300);
        }
        assertThat(sum(grants)).as("little is left over").isGreaterThan(1_200);
    }

    @Test
    public void aBucketGivesWhatItHasAndThenWhatComesIn() {
        LimitRule bucket = LimitRule.bucket(MINUTE, "bucket", 60, 10);
        assertThat(granted(bucket, 20)).isEqualTo(10);
        assertThat(limiter.acquire(bucket)).isEqualTo(new Permit.Denied(Duration.ofSeconds(1)));
        clock.advance(Duration.ofMillis(3_500));
        assertThat(granted(bucket, 20)).isEqualTo(3);
        clock.advance(Duration.ofMillis(500));
        assertThat(granted(bucket, 20)).as("halves add up").isEqualTo(1);

        clock.advance(Duration.ofHours(1));
        assertThat(granted(bucket, 20)).as("it overflows").isEqualTo(10);
    }

    @Test
    public void aBucketWhoseTimeDoesNotDivideEvenlyIsNotShortOfOne() {
        LimitRule bucket = LimitRule.bucket(MINUTE, "bucket", 7, 7);
        assertThat(granted(bucket, 9)).isEqualTo(7);
        clock.advance(MINUTE);

        assertThat(granted(bucket, 9)).isEqualTo(7);
    }

    @Test
    public void spacedPermitsKeepTheirDistance() {
        LimitRule spaced = LimitRule.spaced(Duration.ofSeconds(2), "spaced");
        assertThat(granted(spaced, 3)).isEqualTo(1);
        clock.advance(Duration.ofMillis(1_500));
        assertThat(limiter.acquire(spaced)).isEqualTo(new Permit.Denied(Duration.ofMillis(500)));
        clock.advance(Duration.ofMillis(500));

        assertThat(granted(spaced, 3)).isEqualTo(1);
    }

    @Test
    public void anAmountIsGrantedWholeOrNotAtAll() {
        for (LimitRule ten : TEN_OF_EACH_KIND) {
            assertThat(limiter.acquire(ten, 7)).isEqualTo(new Permit.Granted());
            assertThat(limiter.acquire(ten, 4)).isInstanceOf(Permit.Denied.class);
            assertThat(limiter.acquire(ten, 3)).as("a denial takes nothing").isEqualTo(new Permit.Granted());
            assertThat(limiter.acquire(ten)).isInstanceOf(Permit.Denied.class);
        }
    }

    @Test
    public void whatCanNeverBeGrantedIsRefusedAtOnce() {
        for (LimitRule ten : TEN_OF_EACH_KIND) {
            assertThat(limiter.acquire(ten, 11))
                    .isInstanceOfSatisfying(
                            Permit.Refused.class,
                            refused ->
                                    assertThat(refused.reason()).contains("11").contains("amounts"));
            assertThat(limiter.acquire(ten, 10)).isEqualTo(new Permit.Granted());
            assertThatThrownBy(() -> limiter.acquire(ten, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void rulesOfOneKeyAndSeveralKindsAllHold() {
        LimitRule narrow = LimitRule.per(Duration.ofSeconds(1), "both", 2);
        LimitRule wide = LimitRule.perMinute("both", 5);
        for (int second = 0; second < 3; second++) {
            assertThat(granted(narrow, 3)).isEqualTo(2);
            assertThat(granted(wide, 2)).isEqualTo(second == 2 ? 1 : 2);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    public void nobodyIsGrantedAnythingDuringAPause() {
        LimitRule wide = LimitRule.per(Duration.ofHours(1), "pausing", 1_000);
        granted(wide, 1);
        limiter.pause("pausing", Duration.ofSeconds(20));

        assertThat(limiter.acquire(wide)).isEqualTo(new Permit.Denied(Duration.ofSeconds(20), true));
        assertThat(limiter.acquire(LimitRule.sliding(MINUTE, "pausing", 5)))
                .isEqualTo(new Permit.Denied(Duration.ofSeconds(20), true));
        assertThat(granted(rule, 1)).as("another key").isEqualTo(1);
        clock.advance(Duration.ofSeconds(20));
        assertThat(granted(wide, 1_000)).isEqualTo(999);
    }

    @Test
    public void theLongerPauseWins() {
        limiter.pause(rule.key(), Duration.ofSeconds(20));
        limiter.pause(rule.key(), Duration.ofSeconds(5));
        limiter.pause(rule.key(), Duration.ofSeconds(-5));
        assertThat(limiter.acquire(rule)).isEqualTo(new Permit.Denied(Duration.ofSeconds(20), true));
        limiter.pause(rule.key(), Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(25));

        assertThat(limiter.acquire(rule)).isEqualTo(new Permit.Denied(Duration.ofSeconds(5), true));
    }

    @Test
    public void aPauseOfNoTimeChangesNothing() {
        limiter.pause(rule.key(), Duration.ZERO);

        assertThat(granted(rule, 1)).isEqualTo(1);
    }

    @Test
    public void whatIsLeftOfAWindowIsLostWithIt() {
        LimitRule wide = LimitRule.perMinute("wide", 200);
        granted(wide, 33);
        clock.advance(MINUTE);

        assertThat(granted(wide, 250)).isEqualTo(200);
    }

    @Test
    public void oddAmountsUseUpAWideWindowToTheLast() {
        LimitRule wide = LimitRule.perMinute("wide", 1_000);
        long granted = 0;
        for (int i = 0; i < 40; i++) {
            granted += limiter.acquire(wide, 37) instanceof Permit.Granted ? 37 : 0;
        }
        granted += granted(wide, 50);

        assertThat(granted).isBetween(950L, 1_000L);
    }

    @Test
    public void manyThreadsTogetherGetNoMoreThanABucketHas() throws Exception {
        assertThat(grantedToThreads(LimitRule.bucket(Duration.ofDays(1), "bucket", 100, 300)))
                .isEqualTo(300);
    }

    private static long sum(Map<Duration, Long> grants) {
        return grants.values().stream().mapToLong(Long::longValue).sum();
    }

    private long granted(LimitRule rule, int asks) {
        long granted = 0;
        for (int i = 0; i < asks; i++) {
            granted += limiter.acquire(rule) instanceof Permit.Granted ? 1 : 0;
        }
        return granted;
    }
}
