// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.event.JobEvent;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.StepStatus;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trying again, resting without having failed, and waiting for a provider. */
class RetriesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Bench bench = new Bench();
    private final FakeProcessor caption = FakeProcessor.remote();
    private final FakeProcessor palette = FakeProcessor.local();

    static Stream<Arguments> backoffs() {
        return Stream.of(
                Arguments.of(Backoff.fixed(Duration.ofMinutes(5)), List.of(300, 300, 300)),
                Arguments.of(
                        Backoff.list(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60))
                                .retries(4),
                        List.of(5, 15, 60, 60)),
                Arguments.of(
                        new Backoff.Exponential(4, Duration.ofSeconds(2), 2, Duration.ofSeconds(10), 0),
                        List.of(2, 4, 8, 10)),
                Arguments.of(Backoff.none(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("backoffs")
    void aStepIsTriedAgainAsItsBackoffSaysAndThenFails(Backoff backoff, List<Integer> restsInSeconds) {
        caption.always(context -> StepOutcome.retry("busy"));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(backoff))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            int tries = 1;
            for (int rest : restsInSeconds) {
                assertThat(handle.status()).as("never FAILED and back").isEqualTo(JobStatus.PENDING);
                assertThat(handle.job().dueAt()).isEqualTo(bench.clock.instant().plusSeconds(rest));
                bench.clock.advance(Duration.ofSeconds(rest).minusMillis(50));
                assertThat(darkroom.runDue()).isZero();
                bench.clock.advance(Duration.ofMillis(50));
                assertThat(darkroom.runDue()).isEqualTo(1);
                assertThat(caption.calls()).isEqualTo(++tries);
            }
            assertThat(handle.status()).isEqualTo(JobStatus.FAILED);
            assertThat(handle.job().reason()).contains("step 'caption' failed: busy");
            assertThat(handle.job().step("caption").tries()).isEqualTo(tries);
            assertThat(bench.events(JobEvent.StepFailed.class)).hasSize(1);
        }
    }

    @Test
    void aStepThatIsTriedAgainAtOnceIsWrittenDownAsNotUnderWay() {
        Darkroom[] looking = new Darkroom[1];
        caption.then(StepOutcome.retry("busy")).then(context -> {
            StepStatus written = looking[0]
                    .find(context.job().id())
                    .orElseThrow()
                    .job()
                    .step("caption")
                    .status();
            return StepOutcome.done(new Word(written.name()));
        });
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(Backoff.fixed(Duration.ZERO)))) {
            looking[0] = darkroom;
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.job().result(Word.class).text())
                    .as("a worker that takes over must find it waiting")
                    .isEqualTo("PENDING");
        }
    }

    @Test
    void whatAProviderAsksForWinsWhenItIsLonger() {
        caption.then(StepOutcome.retryAfter(Duration.ofSeconds(90), "slow down"))
                .then(StepOutcome.retryAfter(Duration.ofSeconds(2), "slow down"));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(Backoff.fixed(MINUTE)))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            assertThat(handle.job().dueAt()).isEqualTo(bench.clock.instant().plusSeconds(90));
            bench.clock.advance(Duration.ofSeconds(90));
            darkroom.runDue();
            assertThat(handle.job().dueAt()).isEqualTo(bench.clock.instant().plus(MINUTE));
        }
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        caption.then(StepOutcome.retry("busy"));
        try (Darkroom darkroom = bench.byHand(
                Step.of("palette", palette), Step.of("caption", caption).retry(Backoff.fixed(MINUTE)))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            bench.clock.advance(MINUTE);
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(palette.calls()).isEqualTo(1);
        }
    }

    @Test
    void aRetryByHandRedoesOnlyWhatIsNotDone() {
        caption.then(StepOutcome.failed("no credit"));
        FakeProcessor tags = FakeProcessor.local();
        try (Darkroom darkroom = bench.byHand(
                Step.of("palette", palette),
                Step.of("caption", caption),
                Step.of("tags", tags).after("caption"))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            assertThat(handle.status()).isEqualTo(JobStatus.FAILED);
            assertThat(handle.retry()).isTrue();
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(palette.calls()).isEqualTo(1);
            assertThat(caption.calls()).isEqualTo(2);
            assertThat(tags.calls()).isEqualTo(1);
            assertThat(handle.retry()).as("nothing is left to do").isFalse();
        }
    }

    @Test
    void restingUsesUpNoTry() {
        for (int i = 0; i < 10; i++) {
            caption.then(StepOutcome.postponed(MINUTE, "the provider sleeps"));
        }
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(Backoff.none()))) {
            JobHandle handle = Bench.submit(darkroom);
            for (int i = 0; i < 10; i++) {
                darkroom.runDue();
                assertThat(handle.job().step("caption").reason()).contains("the provider sleeps");
                bench.clock.advance(MINUTE);
            }
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(handle.job().step("caption").tries()).isEqualTo(1);
        }
    }

    @Test
    void overTheLimitAStepIsParkedForHalfAMinuteAndUsesUpNoTry() {
        Step limited = Step.of("caption", caption)
                .limit(LimitRule.perMinute("openai", 20))
                .retry(Backoff.none());
        try (Darkroom darkroom = bench.byHand(limited)) {
            List<JobHandle> handles =
                    darkroom.submit(Stream.generate(Bench::photo).limit(50).toList());
            for (int halfMinutes = 0; halfMinutes < 5; halfMinutes++) {
                darkroom.runDue();
                assertThat(caption.calls()).isEqualTo(Math.min(50, 20 * (halfMinutes / 2 + 1)));
                bench.clock.advance(Duration.ofSeconds(30));
            }

            assertThat(handles).extracting(JobHandle::status).containsOnly(JobStatus.COMPLETE);
            assertThat(handles)
                    .extracting(handle -> handle.job().step("caption").tries())
                    .containsOnly(1);
        }
    }

    @Test
    void aStepThatWaitsHoldsNoWorkerAndGoesOnWhenItIsWoken() {
        caption.then(StepOutcome.waiting("prediction-1", Duration.ofHours(1)))
                .then(context ->
                        StepOutcome.done(new Word(context.ticket().orElse("none") + " of try " + context.tryNumber())));
        try (Darkroom darkroom = bench.byHand(Step.of("palette", palette), Step.of("caption", caption))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            Job waiting = handle.job();
            assertThat(waiting.status()).isEqualTo(JobStatus.PENDING);
            assertThat(waiting.step("caption").status()).isEqualTo(StepStatus.WAITING);
            assertThat(waiting.step("caption").ticket()).contains("prediction-1");
            assertThat(darkroom.runDue()).isZero();

            assertThat(darkroom.wake("prediction-1")).isTrue();
            darkroom.runDue();
            assertThat(handle.job().result("caption", Word.class).text()).isEqualTo("prediction-1 of try 1");
            assertThat(palette.calls()).isEqualTo(1);
        }
    }

    @Test
    void aStepThatNobodyWakesAsksByItself() {
        caption.then(StepOutcome.waiting("prediction-1", Duration.ofSeconds(10)))
                .then(StepOutcome.waiting("prediction-1", Duration.ofSeconds(20)));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            bench.clock.advance(Duration.ofSeconds(10));
            assertThat(darkroom.runDue()).isEqualTo(1);
            bench.clock.advance(Duration.ofSeconds(20));
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void aJobCalledOffWhileItWaitsEndsAtOnce() {
        caption.then(StepOutcome.waiting("prediction-1", Duration.ofHours(1)));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            assertThat(handle.cancel("the owner left")).isTrue();

            assertThat(handle.status()).isEqualTo(JobStatus.CANCELLED);
            assertThat(handle.job().reason()).contains("the owner left");
            assertThat(bench.events(JobEvent.Finished.class)).hasSize(1);
            assertThat(darkroom.wake("prediction-1")).isFalse();
        }
    }

    static Stream<Arguments> throwables() {
        return Stream.of(
                Arguments.of(new IOException("reset"), true, "reset"),
                Arguments.of(new UncheckedIOException(new IOException("reset")), true, "reset"),
                Arguments.of(new IllegalStateException("a bug"), true, "unexpected IllegalStateException: a bug"),
                Arguments.of(new NullPointerException(), true, "unexpected NullPointerException"),
                Arguments.of(new StackOverflowError(), true, "unexpected StackOverflowError"),
                Arguments.of(new IllegalArgumentException("empty prompt"), false, "empty prompt"),
                Arguments.of(
                        new ImageRejectedException(ImageRejectedException.Reason.BROKEN, "the picture is cut off"),
                        false,
                        "the picture is cut off"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whatAStepThrowsIsSortedOnce(Throwable thrown, boolean retryable, String words) {
        caption.then(context -> {
            if (thrown instanceof IOException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) thrown;
        });
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(Backoff.fixed(MINUTE)))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(retryable ? JobStatus.PENDING : JobStatus.FAILED);
            assertThat(handle.job().step("caption").reason().orElseThrow()).startsWith(words);
        }
    }

    @Test
    void aProviderThatCouldNotBeAskedIsAskedAgainWithTheTicketThatWasPaidFor() {
        caption.then(StepOutcome.waiting("prediction-1", Duration.ofSeconds(10)))
                .then(context -> {
                    throw new IOException("reset");
                })
                .then(context -> StepOutcome.done(new Word(context.ticket().orElse("none"))));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(Backoff.fixed(MINUTE)))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            bench.clock.advance(Duration.ofSeconds(10));
            darkroom.runDue();
            assertThat(handle.job().step("caption").reason()).contains("reset");
            assertThat(darkroom.wake("prediction-1")).isTrue();
            darkroom.runDue();

            assertThat(handle.job().result(Word.class).text()).isEqualTo("prediction-1");
        }
    }

    @Test
    void aProviderThatSaidNoIsAskedForSomethingNew() {
        caption.then(StepOutcome.waiting("prediction-1", Duration.ofSeconds(10)))
                .then(StepOutcome.retry("the provider failed it"))
                .then(context -> StepOutcome.done(new Word(context.ticket().orElse("none"))));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption).retry(Backoff.fixed(MINUTE)))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            bench.clock.advance(Duration.ofSeconds(10));
            darkroom.runDue();
            bench.clock.advance(MINUTE);
            darkroom.runDue();

            assertThat(handle.job().result(Word.class).text()).isEqualTo("none");
        }
    }

    @Test
    void aRestOfNoTimeAtAllEndsTheRunAllTheSame() {
        caption.always(context -> caption.calls() < 500
                ? StepOutcome.postponed(Duration.ZERO, "not yet")
                : StepOutcome.done(new Word("done")));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(handle.job().step("caption").tries()).isEqualTo(1);
        }
    }

    @Test
    void aRestOfAgesIsARest() {
        caption.then(StepOutcome.retryAfter(Duration.ofSeconds(Long.MAX_VALUE), "come back never"));
        try (Darkroom darkroom = bench.byHand(Step.of("caption", caption))) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.PENDING);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without such a tool may do
    void aProcessorThatReturnsNothingFails() {
        Step nothing = Step.of("nothing", context -> null);
        Step noResult = Step.of("no-result", context -> StepOutcome.done(null)).retry(Backoff.none());
        try (Darkroom darkroom = bench.byHand(nothing, noResult)) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.job().step("nothing").reason()).contains("its processor returned nothing");
            assertThat(handle.job().step("no-result").reason().orElseThrow()).contains("needs a result");
        }
    }

    @Test
    void aResultThatCanNotBeWrittenDownFailsTheStep() {
        Step odd = Step.of("odd", context -> StepOutcome.done(new Object()));
        try (Darkroom darkroom = bench.byHand(odd)) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.FAILED);
            assertThat(handle.job().reason().orElseThrow()).contains("can't be written as JSON");
        }
    }
}
