// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.job.JobStatus;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Steps over their limits. */
class LimitsTest {
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    private final Bench bench = new Bench();
    private final RateLimiter counting = RateLimiter.inMemory(bench.clock);
    private final AtomicInteger asks = new AtomicInteger();
    private final FakeProcessor caption = FakeProcessor.remote();
    private final LimitRule rule = LimitRule.perMinute("openai", 20);

    @Test
    void thousandsOfStepsOverALimitAskAboutTwiceEachAndUseEveryWindow() {
        Map<Instant, Integer> callsInMinute = new ConcurrentHashMap<>();
        caption.always(context -> {
            callsInMinute.merge(bench.clock.instant().truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum);
            return StepOutcome.done(new Word("done"));
        });
        try (Darkroom darkroom = darkroom(rule)) {
            List<JobHandle> handles = submit(darkroom, 2_000);
            for (int halfMinutes = 0; halfMinutes < 200; halfMinutes++) {
                darkroom.runDue();
                bench.clock.advance(HALF_MINUTE);
            }

            assertThat(handles).extracting(JobHandle::status).containsOnly(JobStatus.COMPLETE);
            assertThat(handles)
                    .extracting(handle -> handle.job().step("caption").tries())
                    .containsOnly(1);
        }
        assertThat(callsInMinute)
                .hasSize(100)
                .allSatisfy((minute, calls) -> assertThat(calls).isEqualTo(20));
        assertThat(asks.get()).isLessThan(5 * 2_000 / 2);
    }

    @Test
    void aPauseParksWithoutATryAndSaysWhy() {
        try (Darkroom darkroom = darkroom(rule)) {
            counting.pause("openai", Duration.ofMinutes(2));
            JobHandle handle = submit(darkroom, 1).get(0);
            darkroom.runDue();
            assertThat(handle.job().step("caption").reason()).contains("a pause of openai for another 2m");
            bench.clock.advance(Duration.ofMinutes(2));
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(handle.job().step("caption").tries()).isEqualTo(1);
        }
    }

    @Test
    void aRuleMayFailAStepInsteadOfParkingIt() {
        try (Darkroom darkroom = darkroom(LimitRule.perMinute("openai", 1).failing())) {
            List<JobHandle> handles = submit(darkroom, 2);
            darkroom.runDue();

            assertThat(handles)
                    .extracting(JobHandle::status)
                    .containsExactlyInAnyOrder(JobStatus.COMPLETE, JobStatus.FAILED);
            assertThat(handles)
                    .flatExtracting(handle -> handle.job().reason().stream().toList())
                    .containsExactly("step 'caption' failed: over the limit of 1 in 1m for openai");
        }
    }

    @Test
    void aStepThatWaitsForItsPermitIsNotParked() {
        LimitRule spaced = LimitRule.spaced(Duration.ofMillis(50), "openai").waiting(Duration.ofSeconds(20));
        Step step = Step.of("caption", caption).limit(spaced);
        try (Darkroom darkroom = bench.builder(step)
                .clock(InstantSource.system())
                .limiter(RateLimiter.inMemory(InstantSource.system()))
                .byHand()
                .build()) {
            List<JobHandle> handles = submit(darkroom, 5);
            darkroom.runDue();

            assertThat(handles).extracting(JobHandle::status).containsOnly(JobStatus.COMPLETE);
        }
    }

    private Darkroom darkroom(LimitRule rule) {
        Step limited = Step.of("caption", caption).limit(rule).retry(Backoff.none());
        return bench.builder(limited).limiter(asked()).byHand().build();
    }

    private RateLimiter asked() {
        return new RateLimiter() {
            @Override
            public Permit acquire(LimitRule asked, long amount) {
                asks.incrementAndGet();
                return counting.acquire(asked, amount);
            }

            @Override
            public void pause(String key, Duration rest) {
                counting.pause(key, rest);
            }
        };
    }

    private static List<JobHandle> submit(Darkroom darkroom, int photos) {
        return darkroom.submit(Stream.generate(Bench::photo).limit(photos).toList());
    }
}
