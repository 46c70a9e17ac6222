// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.text.KeptText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
        LimitRule wide = LimitRule.per(Duration.ofHours(1), "wide", 1_000);
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
            assertThat(all).isEqualTo(1_000);
        } finally {
            threads.shutdownNow();
        }
    }

    private long granted(LimitRule rule, int asks) {
        long granted = 0;
        for (int i = 0; i < asks; i++) {
            granted += limiter.acquire(rule) instanceof Permit.Granted ? 1 : 0;
        }
        return granted;
    }
}
