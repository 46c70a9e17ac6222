// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.event.JobEvent;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.StepStatus;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What follows from what: order, conditions, what is required and what is not. */
class StepsTest {
    private final Bench bench = new Bench();
    private final FakeProcessor one = FakeProcessor.local();
    private final FakeProcessor two = FakeProcessor.remote();
    private final FakeProcessor three = FakeProcessor.local();

    @Test
    void aStepSeesTheResultsOfThoseItComesAfter() {
        one.then(StepOutcome.done(new Word("cat")));
        two.always(context -> StepOutcome.done(
                new Word(context.job().result("one", Word.class).text() + " on a mat")));
        Job job = run(Step.of("two", two).after("one"), Step.of("one", one));

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.isPartial()).isFalse();
        assertThat(job.result("two", Word.class)).isEqualTo(new Word("cat on a mat"));
    }

    @Test
    void aStepWhoseConditionSaysNoIsSkippedWithAllThatComesAfterIt() {
        one.then(StepOutcome.done(new Word("blurred")));
        Job job = run(
                Step.of("one", one),
                Step.of("two", two)
                        .after("one")
                        .when(facts ->
                                facts.job().result("one", Word.class).text().equals("sharp")),
                Step.of("three", three).after("two"));

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.isPartial()).as("nothing went wrong").isFalse();
        assertThat(job.step("two").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(job.step("three").reason()).contains("comes after 'two', which was skipped");
        assertThat(two.calls() + three.calls()).isZero();
    }

    @Test
    void aConditionThatHoldsLetsItsStepRun() {
        Job job = run(Step.of("one", one).when(facts -> facts.job().recipe().equals("photo")));

        assertThat(job.step("one").status()).isEqualTo(StepStatus.DONE);
    }

    @Test
    void withoutAnOptionalStepTheJobIsCompleteButPartial() {
        two.then(StepOutcome.failed("no such model"));
        Job job = run(Step.of("one", one), Step.of("two", two).optional());

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(job.isPartial()).isTrue();
        assertThat(job.step("two").reason()).contains("no such model");
    }

    @Test
    void aRequiredStepThatFailsFailsTheJobButNotWhatDoesNotNeedIt() {
        one.then(StepOutcome.failed("the picture is cut off"));
        Job job = run(Step.of("one", one), Step.of("two", two).after("one"), Step.of("three", three));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.reason()).contains("step 'one' failed: the picture is cut off");
        assertThat(job.step("two").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(job.step("three").status()).isEqualTo(StepStatus.DONE);
        assertThat(bench.events(JobEvent.StepFailed.class))
                .extracting(JobEvent.StepFailed::required)
                .containsExactly(true);
    }

    @Test
    void aRequiredStepThatAnOptionalOneKeepsFromBeingDoneFailsTheJob() {
        one.then(StepOutcome.failed("busy"));
        Job job = run(Step.of("one", one).optional(), Step.of("two", two).after("one"));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.reason()).contains("step 'two' could not be done: comes after 'one', which failed");
    }

    @Test
    void aStepAfterTheEndOfAnotherRunsHoweverThatEnded() {
        one.then(StepOutcome.failed("busy"));
        Job job = run(Step.of("one", one).optional(), Step.of("three", three).afterEnd("one"));

        assertThat(job.step("three").status()).isEqualTo(StepStatus.DONE);
        assertThat(job.isPartial()).isTrue();
    }

    @Test
    void aStepThatWasAddedSinceIsDoneAndOneThatIsGoneIsPassedOver() {
        two.then(StepOutcome.retry("busy"));
        JobHandle handle;
        try (Darkroom before =
                bench.byHand(Step.of("one", one), Step.of("two", two).retry(Backoff.fixed(Duration.ofMinutes(1))))) {
            handle = Bench.submit(before);
            before.runDue();
        }
        bench.clock.advance(Duration.ofMinutes(1));
        try (Darkroom after = bench.byHand(Step.of("one", one), Step.of("three", three))) {
            after.runDue();
            Job job = after.find(handle.id()).orElseThrow().job();

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(one.calls()).isEqualTo(1);
            assertThat(three.calls()).isEqualTo(1);
        }
    }

    @Test
    void listenersHearInOrderWhatHappened() {
        one.always(context -> {
            context.progress(0.5, "half");
            return StepOutcome.done(new Word("x"));
        });
        run(Step.of("one", one));

        assertThat(bench.eventNames())
                .containsExactly("Submitted", "Started", "StepStarted", "StepProgressed", "StepDone", "Finished");
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        try (Darkroom darkroom = bench.builder(Step.of("one", one))
                .listener(event -> {
                    throw new IllegalStateException("the host's own trouble");
                })
                .byHand()
                .build()) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(bench.eventNames()).endsWith("Finished");
        }
    }

    private Job run(Step... steps) {
        try (Darkroom darkroom = bench.byHand(steps)) {
            JobHandle handle = Bench.submit(darkroom);
            darkroom.runDue();
            return handle.job();
        }
    }
}
