// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.JobHandle;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepStatus;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store can never write ends its own job, and keeps no other waiting; a store that is down ends none. */
@Timeout(60)
class UnwritableTest {
    private static final Duration LONGER_THAN_ALL_TRIES = Duration.ofSeconds(40);

    private final Bench bench = new Bench();
    private final FakeProcessor one = FakeProcessor.local();
    private final FakeProcessor two = FakeProcessor.remote();

    // What the store does; changed between its calls only.
    private volatile boolean down;
    private volatile Predicate<Checkpoint> refused = UnwritableTest::hasPoison;
    private final List<Checkpoint> written = new CopyOnWriteArrayList<>();

    @Test
    void aJobWhoseResultCannotBeWrittenIsFailedWithThatReason() {
        one.then(StepOutcome.done(new Word("poison")));
        try (Darkroom darkroom = byHand(Step.of("one", one))) {
            JobHandle poison = Bench.submit(darkroom);
            JobHandle good = Bench.submit(darkroom);
            assertThatThrownBy(darkroom::runDue).isInstanceOf(JobStoreException.class);

            darkroom.runDue();
            assertThat(good.status()).as("written alone").isEqualTo(JobStatus.COMPLETE);
            assertThat(poison.status()).as("may be a passing trouble").isEqualTo(JobStatus.PROCESSING);
            runForAWhile(darkroom, LONGER_THAN_ALL_TRIES);

            Job job = poison.job();
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.reason()).contains("could not be recorded: a value is too long");
            assertThat(job.steps()).isEmpty();
            assertThat(one.calls()).as("done once each").isEqualTo(2);
            assertThat(finishedEvents(poison)).extracting(Job::status).containsExactly(JobStatus.FAILED);
            assertThat(finishedEvents(good)).hasSize(1);
        }
    }

    @Test
    void whatWasPaidIsKeptWhenTheResultCannotBe() {
        two.always(context -> pay(context, "poison"));
        try (Darkroom darkroom = byHand(Step.of("two", two))) {
            JobHandle poison = Bench.submit(darkroom);
            runForAWhile(darkroom, LONGER_THAN_ALL_TRIES);

            assertThat(poison.status()).isEqualTo(JobStatus.FAILED);
            assertThat(bench.store.costs().ofJob(poison.id().value()))
                    .extracting(Usage::state)
                    .containsExactly(Usage.State.SETTLED);
            assertThat(two.calls()).as("not paid for twice").isEqualTo(1);
        }
    }

    @Test
    void aJobEndsEvenIfWhatItCostCannotBeWritten() {
        refused = checkpoint ->
                checkpoint.usage().stream().anyMatch(usage -> usage.cost() != null) || hasPoison(checkpoint);
        two.always(context -> pay(context, "cat"));
        try (Darkroom darkroom = byHand(Step.of("two", two))) {
            JobHandle poison = Bench.submit(darkroom);
            runForAWhile(darkroom, LONGER_THAN_ALL_TRIES.multipliedBy(2));

            assertThat(poison.status()).isEqualTo(JobStatus.FAILED);
            assertThat(poison.job().reason()).contains("could not be recorded: JobStoreException");
            assertThat(bench.store.costs().ofJob(poison.id().value()))
                    .as("shown as a call whose end nobody knows")
                    .extracting(Usage::state)
                    .containsExactly(Usage.State.INTENT);
            assertThat(two.calls()).isEqualTo(1);
        }
    }

    @Test
    void whileTheStoreIsDownNothingIsGivenUp() {
        one.always(context -> {
            down = true;
            return StepOutcome.done(new Word("done"));
        });
        try (Darkroom darkroom = byHand(Step.of("one", one))) {
            JobHandle handle = Bench.submit(darkroom);
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(darkroom::runDue).isInstanceOf(JobStoreException.class);
                bench.clock.advance(Duration.ofSeconds(20));
            }
            down = false;
            darkroom.runDue();

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(one.calls()).isEqualTo(1);
        }
    }

    @Test
    void aTroubleThatPassesChangesNothing() {
        AtomicInteger left = new AtomicInteger(4);
        refused = checkpoint -> !checkpoint.steps().isEmpty() && left.getAndDecrement() > 0;
        try (Darkroom darkroom = byHand(Step.of("one", one))) {
            JobHandle handle = Bench.submit(darkroom);
            runForAWhile(darkroom, LONGER_THAN_ALL_TRIES);

            assertThat(handle.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(one.calls()).isEqualTo(1);
            assertThat(finishedEvents(handle)).hasSize(1);
        }
    }

    @Test
    void whatAJobSaysLaterIsWrittenLater() throws Exception {
        AtomicBoolean locked = new AtomicBoolean(true);
        CountDownLatch twoIsRefused = new CountDownLatch(1);
        refused = checkpoint -> {
            boolean refuse = locked.get() && hasStep(checkpoint, "two");
            if (refuse) {
                twoIsRefused.countDown();
            }
            return refuse;
        };
        FakeProcessor three = FakeProcessor.remote().always(context -> {
            twoIsRefused.await();
            return StepOutcome.done(new Word("done"));
        });
        try (Darkroom darkroom = withThreads(Step.of("two", two), Step.of("three", three))) {
            JobHandle handle = Bench.submit(darkroom);
            letPassUntil(() -> three.calls() == 1);
            locked.set(false);
            letPassUntil(() -> handle.status() == JobStatus.COMPLETE);

            assertThat(written.stream()
                            .flatMap(checkpoint -> checkpoint.steps().stream())
                            .map(StepRecord::step))
                    .containsExactly("two", "three");
            assertThat(handle.job().steps().values())
                    .extracting(StepRecord::status)
                    .containsOnly(StepStatus.DONE);
            assertThat(two.calls() + three.calls()).isEqualTo(2);
        }
    }

    @Test
    void aWorkerWithThreadsGoesOnWithTheOthersMeanwhile() throws Exception {
        two.then(StepOutcome.done(new Word("poison")));
        try (Darkroom darkroom =
                withThreads(Step.of("two", two), Step.of("one", one).after("two"))) {
            JobHandle poison = Bench.submit(darkroom);
            await().until(() -> two.calls() == 1);
            JobHandle good = Bench.submit(darkroom);
            assertThat(good.await(Duration.ofSeconds(30)).status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(poison.status()).isEqualTo(JobStatus.PROCESSING);
            letPassUntil(() -> poison.status() == JobStatus.FAILED);

            assertThat(poison.job().reason().orElseThrow()).startsWith("could not be recorded");
            await().until(() -> finishedEvents(poison).size() == 1);
            assertThat(one.calls())
                    .as("nothing is begun after what isn't durable")
                    .isEqualTo(1);
        }
    }

    private static StepOutcome<Word> pay(StepContext context, String word) throws IOException, InterruptedException {
        Usage intent = Usage.intent(
                "op-" + context.job().id(),
                context.clock().instant(),
                new Usage.Purpose(
                        context.job().id().value(), context.job().recipe(), context.step(), context.tryNumber(), null),
                new Usage.Service("fake", "model", "draw"));
        context.intend(intent);
        return new StepOutcome.Succeeded<>(
                new Word(word), List.of(intent.settled(Map.of(), Charge.reported(Money.usd("0.04")))));
    }

    /** Works off what is due every second, as a host's cron job would, whatever it throws. */
    private void runForAWhile(Darkroom darkroom, Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            try {
                darkroom.runDue();
            } catch (JobStoreException e) {
                assertThat(second).as("trouble is met once: %s", e).isZero();
            }
            bench.clock.advance(Duration.ofSeconds(1));
        }
    }

    private void letPassUntil(Condition condition) {
        await().until(() -> {
            bench.clock.advance(Duration.ofSeconds(1));
            return condition.holds();
        });
    }

    private interface Condition {
        boolean holds();
    }

    private List<Job> finishedEvents(JobHandle handle) {
        return bench.events(JobEvent.Finished.class).stream()
                .map(JobEvent.Finished::job)
                .filter(job -> job.id().equals(handle.id()))
                .toList();
    }

    private Darkroom byHand(Step... steps) {
        return builder(steps).byHand().build();
    }

    private Darkroom withThreads(Step... steps) {
        return builder(steps).poll(Duration.ofMillis(5)).build();
    }

    private DarkroomBuilder builder(Step... steps) {
        return bench.builder(choosy(), steps).aliveFor(Duration.ofHours(10));
    }

    /** A store that may be down, and refuses a call with a checkpoint that it can't write. */
    private JobStore choosy() {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (down && !method.getName().equals("close")) {
                        throw new JobStoreException("the store is down", new IOException("refused"));
                    }
                    List<Checkpoint> checkpoints = checkpointsIn(arguments);
                    if (checkpoints.stream().anyMatch(refused)) {
                        throw new JobStoreException("a value is too long", new IOException("22001"));
                    }
                    written.addAll(checkpoints);
                    try {
                        return method.invoke(bench.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<Checkpoint> checkpointsIn(Object[] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof List<?> list
                ? list.stream()
                        .filter(Checkpoint.class::isInstance)
                        .map(Checkpoint.class::cast)
                        .toList()
                : List.of();
    }

    private static boolean hasPoison(Checkpoint checkpoint) {
        return checkpoint.steps().stream()
                .flatMap(step -> step.result().stream())
                .anyMatch(result -> result.json().contains("poison"));
    }

    private static boolean hasStep(Checkpoint checkpoint, String name) {
        return checkpoint.steps().stream().anyMatch(step -> step.step().equals(name));
    }
}
