// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.limit.Admission;
import dev.darkroom.limit.Fare;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.limit.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnstileTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LimitRule CALLS = LimitRule.perMinute("calls", 20);

    private final ManualClock clock = new ManualClock();
    private final RateLimiter limiter = RateLimiter.inMemory(clock);
    private final Turnstile turnstile = new Turnstile(limiter, clock);

    @Test
    void theFirstOverTheLimitRestAsTheRuleSaysAndTheOthersUntilItIsTheirTurn() throws InterruptedException {
        pass(CALLS, 20);

        List<Duration> rests = rests(CALLS, 50);
        assertThat(rests.subList(0, 20)).containsOnly(Duration.ofSeconds(30));
        assertThat(rests.subList(20, 40)).containsOnly(Duration.ofMinutes(2));
        assertThat(rests.subList(40, 50)).containsOnly(Duration.ofMinutes(3));
    }

    @Test
    void whoComesBackBeforeTheWindowOpensKeepsItsTurn() throws InterruptedException {
        pass(CALLS, 20);
        rests(CALLS, 40);
        clock.advance(Duration.ofSeconds(30));

        assertThat(rests(CALLS, 20)).containsOnly(Duration.ofSeconds(30));
        assertThat(rests(CALLS, 1)).as("a new one").containsOnly(Duration.ofSeconds(150));
    }

    @Test
    void aDayIsNotSpentWithAsking() throws InterruptedException {
        LimitRule daily = LimitRule.per(Duration.ofDays(1), "daily", 5);
        pass(daily, 5);

        assertThat(rests(daily, 50)).containsOnly(Duration.ofHours(12));
    }

    @Test
    void aStepThatIsParkedLongerThanAWindowReturnsWhenThereIsRoom() throws InterruptedException {
        LimitRule quick = LimitRule.per(Duration.ofSeconds(1), "quick", 10);
        pass(quick, 10);

        List<Duration> rests = rests(quick, 50);
        assertThat(rests.subList(0, 10)).containsOnly(Duration.ofSeconds(30));
        assertThat(rests.subList(40, 50)).containsOnly(Duration.ofSeconds(34));
    }

    @Test
    void aBucketIsComeBackToEvenly() throws InterruptedException {
        LimitRule bucket = LimitRule.bucket(MINUTE, "bucket", 60, 10).parking(Duration.ZERO);
        pass(bucket, 10);

        assertThat(rests(bucket, 3))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void aThousandStepsAskTwiceEachWhateverTheShape() throws InterruptedException {
        for (LimitRule rule : List.of(
                CALLS,
                LimitRule.sliding(MINUTE, "sliding", 20),
                LimitRule.bucket(MINUTE, "bucket", 20, 5),
                LimitRule.spaced(Duration.ofSeconds(3), "spaced"),
                LimitRule.per(Duration.ofSeconds(1), "quick", 10))) {
            assertThat(asksUntilAllArePast(rule, 1_000)).as("%s", rule).isLessThan(2_500);
        }
    }

    private int asksUntilAllArePast(LimitRule rule, int steps) throws InterruptedException {
        Queue<Instant> due = new PriorityQueue<>();
        for (int i = 0; i < steps; i++) {
            due.add(clock.instant());
        }
        int asks = 0;
        while (!due.isEmpty()) {
            clock.advance(Duration.between(clock.instant(), due.remove()));
            asks++;
            if (turnstile.pass(rule) instanceof Admission.Parked parked) {
                due.add(clock.instant().plus(parked.rest()));
            }
        }
        return asks;
    }

    @Test
    void aPauseIsGivenAsTheReason() throws InterruptedException {
        turnstile.pause("calls", Duration.ofSeconds(90));

        assertThat(turnstile.pass(CALLS))
                .isEqualTo(new Admission.Parked(Duration.ofSeconds(90), "a pause of calls for another 1m30s"));
    }

    @Test
    void theReasonSaysWhichLimit() throws InterruptedException {
        pass(CALLS, 20);

        assertThat(turnstile.pass(CALLS))
                .isEqualTo(new Admission.Parked(Duration.ofSeconds(30), "over the limit of 20 in 1m for calls"));
    }

    @Test
    void aRuleThatSaysSoRefuses() throws InterruptedException {
        pass(CALLS, 20);

        assertThat(turnstile.pass(CALLS.failing()))
                .isEqualTo(new Admission.Refused("over the limit of 20 in 1m for calls"));
    }

    @Test
    void whatCanNeverPassIsRefusedInsteadOfParkedForEver() throws InterruptedException {
        assertThat(turnstile.pass(CALLS, 21))
                .isEqualTo(new Admission.Refused(
                        "asks for 21 at once, which the limit of 20 in 1m for calls never grants"));
    }

    @Test
    void ofTwoRulesTheOneThatLosesLeastIsAskedFirst() throws InterruptedException {
        LimitRule tokens = LimitRule.perMinute("tokens", 1_000);
        limiter.acquire(tokens, 900);
        List<Fare> fares = List.of(new Fare(CALLS, 1), new Fare(tokens, 500));
        for (int i = 0; i < 10; i++) {
            assertThat(turnstile.pass(fares)).isInstanceOf(Admission.Parked.class);
        }

        assertThat(limiter.acquire(CALLS, 19))
                .as("one was lost until it was known")
                .isEqualTo(new Permit.Granted());
        clock.advance(MINUTE);
        assertThat(turnstile.pass(fares)).isEqualTo(new Admission.Through());
    }

    @Test
    void nothingIsTakenIfOneOfTwoRulesCanNeverGrantItsPart() throws InterruptedException {
        LimitRule tokens = LimitRule.perMinute("tokens", 1_000);
        assertThat(turnstile.pass(List.of(new Fare(CALLS, 1), new Fare(tokens, 1_001))))
                .isInstanceOf(Admission.Refused.class);

        assertThat(limiter.acquire(CALLS, 20)).isEqualTo(new Permit.Granted());
    }

    @Test
    void aThreadWaitsByTheClock() throws Exception {
        LimitRule patient = CALLS.waiting(Duration.ofMinutes(2));
        pass(CALLS, 20);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Admission> answer = new AtomicReference<>();
        Thread waiting = thread(patient, begun, answer);
        begun.await();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(answer.get()).isNull();
        clock.advance(MINUTE);
        waiting.join();

        assertThat(answer.get()).isEqualTo(new Admission.Through());
    }

    @Test
    void aWaitCanBeInterrupted() throws Exception {
        pass(CALLS, 20);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Admission> answer = new AtomicReference<>();
        Thread waiting = thread(CALLS.waiting(Duration.ofHours(2)), begun, answer);
        begun.await();
        waiting.interrupt();
        waiting.join();

        assertThat(answer.get()).isNull();
    }

    private Thread thread(LimitRule rule, CountDownLatch begun, AtomicReference<Admission> answer) {
        Thread thread = new Thread(() -> {
            begun.countDown();
            try {
                answer.set(turnstile.pass(rule));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void aThreadThatWouldWaitTooLongIsParkedAtOnce() throws InterruptedException {
        pass(CALLS, 20);

        assertThat(turnstile.pass(CALLS.waiting(Duration.ofSeconds(59)))).isInstanceOf(Admission.Parked.class);
    }

    @Test
    void aClockThatStandsStillIsNotWaitedForForEver() throws InterruptedException {
        LimitRule quick = LimitRule.spaced(Duration.ofMillis(30), "quick").waiting(Duration.ofMillis(100));
        pass(quick, 1);

        assertThat(turnstile.pass(quick)).isInstanceOf(Admission.Parked.class);
    }

    @Test
    void aFareIsOneOrMore() {
        assertThatThrownBy(() -> new Fare(CALLS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'calls'");
    }

    private void pass(LimitRule rule, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            assertThat(turnstile.pass(rule)).isEqualTo(new Admission.Through());
        }
    }

    private List<Duration> rests(LimitRule rule, int times) throws InterruptedException {
        List<Duration> rests = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            rests.add(((Admission.Parked) turnstile.pass(rule)).rest());
        }
        return rests;
    }
}
