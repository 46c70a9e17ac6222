// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.Darkroom;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker leases as many jobs ahead as it is quick, and no more. A job takes a millisecond of the clock by hand. */
@Timeout(60)
class PrefetchTest {
    private static final List<Submission> JOBS = Collections.nCopies(400, Bench.photo());
    private static final int SLOW_FROM = 250;

    private final Bench bench = new Bench();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final FakeProcessor one = FakeProcessor.local();

    @Test
    void whatWasLeasedAheadIsLeftToOthersWhenJobsAreSuddenlySlow() {
        one.always(context -> quickAtFirst(StepOutcome.done(new Word("done"))));
        try (Darkroom first = oneAtATime(one)) {
            submitToAll(first);
            await().until(() -> one.calls() == SLOW_FROM);
            await().until(() -> count(JobStatus.COMPLETE) == SLOW_FROM - 1);
            assertThat(count(JobStatus.PROCESSING)).as("leased ahead").isGreaterThan(10);
            await().until(() -> {
                bench.clock.advance(Duration.ofSeconds(1));
                return count(JobStatus.PROCESSING) == 1;
            });

            try (Darkroom second = oneAtATime(FakeProcessor.local())) {
                assertThat(second.isPaused()).isFalse();
                await().until(() -> count(JobStatus.COMPLETE) == JOBS.size() - 1);
            }
            goOn.countDown();
        }
    }

    @Test
    void jobsThatOnlyRestAreNoReasonToLeaseMore() {
        one.always(context -> quickAtFirst(StepOutcome.postponed(Duration.ofHours(1), "busy")));
        try (Darkroom darkroom = oneAtATime(one)) {
            submitToAll(darkroom);
            await().until(() -> one.calls() == SLOW_FROM);

            await().until(() -> count(JobStatus.PROCESSING) == 1);
            goOn.countDown();
        }
    }

    private StepOutcome<Word> quickAtFirst(StepOutcome<Word> outcome) throws InterruptedException {
        bench.clock.advance(Duration.ofMillis(1));
        if (one.calls() >= SLOW_FROM) {
            goOn.await();
        }
        return outcome;
    }

    /** Hands in while the worker takes nothing, so that it is not told which jobs come. */
    private static void submitToAll(Darkroom darkroom) {
        darkroom.pause();
        darkroom.submit(JOBS);
        darkroom.resume();
    }

    private long count(JobStatus status) {
        return bench.store.counts().get(status);
    }

    private Darkroom oneAtATime(FakeProcessor processor) {
        return bench.builder(Step.of("one", processor))
                .jobsAtOnce(1)
                .localThreads(1)
                .poll(Duration.ofMillis(5))
                .aliveFor(Duration.ofHours(1))
                .drain(Duration.ofMillis(100))
                .build();
    }
}
