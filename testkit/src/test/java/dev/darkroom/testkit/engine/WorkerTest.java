// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.JobHandle;
import dev.darkroom.event.JobEvent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.Priority;
import dev.darkroom.job.StepStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Storage;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine with its threads, in real time. */
@Timeout(60)
class WorkerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final JobStore store = JobStore.inMemory();
    private final Storage storage = Storage.inMemory();

    @Test
    void manyJobsOfSeveralStepsAreDoneAndCanBeWaitedFor() throws Exception {
        FakeProcessor one = FakeProcessor.local();
        FakeProcessor two = FakeProcessor.remote();
        FakeProcessor three = FakeProcessor.local();
        try (Darkroom darkroom = builder(
                        Step.of("one", one),
                        Step.of("two", two).after("one"),
                        Step.of("three", three).after("two"))
                .build()) {
            List<JobHandle> handles = darkroom.submit(photos(500));
            for (JobHandle handle : handles) {
                assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
            }
            assertThat(one.calls()).isEqualTo(500);
            assertThat(three.calls()).isEqualTo(500);
        }
    }

    @Test
    void whatIsClosedTakesNothingIn() {
        Darkroom darkroom = builder(Step.of("one", FakeProcessor.local())).build();
        darkroom.close();

        assertThatThrownBy(() -> darkroom.submit(photo(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(store.counts().get(JobStatus.PENDING)).isZero();
    }

    @Test
    void jobsAreForgottenByThemselvesWhenTheyEndedLongAgo() throws Exception {
        try (Darkroom darkroom = builder(Step.of("one", FakeProcessor.local()))
                .forgetAfter(Duration.ofMillis(20))
                .build()) {
            List<JobHandle> handles = darkroom.submit(photos(3));

            await().until(() -> store.counts().values().stream().allMatch(count -> count == 0));
            assertThat(darkroom.find(handles.get(0).id())).isEmpty();
        }
    }

    @Test
    void waitingEndsWithItsTimeEvenIfTheJobDoesNot() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Darkroom darkroom = builder(Step.of("one", blocked(FakeProcessor.remote(), never)))
                .drain(Duration.ZERO)
                .build()) {
            Job job = darkroom.submit(photo(1)).await(Duration.ofMillis(50));

            assertThat(job.status()).isEqualTo(JobStatus.PROCESSING);
            assertThatThrownBy(() -> job.result(Word.class)).hasMessageContaining("PROCESSING");
        }
    }

    @Test
    void closingLetsStepsUnderWayEndAndBeginsNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeProcessor one = FakeProcessor.remote().always(context -> {
            begun.countDown();
            goOn.await();
            return StepOutcome.done(new Word("done"));
        });
        FakeProcessor two = FakeProcessor.local();
        Darkroom darkroom = builder(Step.of("one", one), Step.of("two", two).after("one"))
                .jobsAtOnce(1)
                .build();
        List<JobHandle> handles = darkroom.submit(photos(5));
        begun.await();
        Future<?> closing = CompletableFuture.runAsync(darkroom::close);
        await().until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("awaitNoRuns")));
        assertThat(closing.isDone()).isFalse();
        goOn.countDown();
        closing.get(20, TimeUnit.SECONDS);

        assertThat(handles).extracting(JobHandle::status).containsOnly(JobStatus.PENDING);
        Job first = store.find(handles.get(0).id()).orElseThrow();
        assertThat(first.status()).isEqualTo(JobStatus.PENDING);
        assertThat(first.step("one").status()).isEqualTo(StepStatus.DONE);
        assertThat(one.calls()).isEqualTo(1);
        assertThat(two.calls()).isZero();
    }

    @Test
    void afterItsDeadlineClosingInterruptsAndGivesBackAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FakeProcessor one = FakeProcessor.remote().then(context -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return StepOutcome.done(new Word("never"));
        });
        Darkroom first =
                builder(Step.of("one", one)).drain(Duration.ofMillis(50)).build();
        JobHandle handle = first.submit(photo(1));
        begun.await();
        first.close();
        Job given = store.find(handle.id()).orElseThrow();
        assertThat(given.status()).isEqualTo(JobStatus.PENDING);
        assertThat(given.step("one").tries()).as("no try was used up").isZero();

        try (Darkroom second =
                builder(Step.of("one", one)).aliveFor(Duration.ofHours(1)).build()) {
            Job job = second.find(handle.id()).orElseThrow().await(LONG);
            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void aJobThatIsCalledOffIsInterruptedAndEndsAsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        FakeProcessor one = FakeProcessor.remote().always(context -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            return StepOutcome.done(new Word("never"));
        });
        FakeProcessor palette = FakeProcessor.local();
        try (Darkroom darkroom =
                builder(Step.of("one", one), Step.of("palette", palette)).build()) {
            JobHandle handle = darkroom.submit(photo(1));
            begun.await();
            await().until(() -> palette.calls() == 1);
            assertThat(handle.cancel("the owner left")).isTrue();

            Job job = handle.await(LONG);
            assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
            assertThat(job.reason()).contains("the owner left");
            assertThat(interrupted).isTrue();
            assertThat(handle.cancel("again")).isFalse();
        }
    }

    @Test
    void theEndOfAJobIsToldOnceEvenIfItIsCalledOffJustThen() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        FakeProcessor one = FakeProcessor.remote().always(context -> {
            begun.countDown();
            return waitFor(goOn);
        });
        JobStore slow = watched((method, call) -> {
            Object reply = call.call();
            if (method.equals("cancel")) {
                goOn.countDown();
                await().until(() -> store.counts().get(JobStatus.COMPLETE) == 1);
            }
            return reply;
        });
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        try (Darkroom darkroom = builder(slow, Step.of("one", one))
                .jobsAtOnce(200)
                .listener(events::add)
                .build()) {
            JobHandle handle = darkroom.submit(photo(1));
            begun.await();
            assertThat(handle.cancel("too late")).isTrue();
            assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
        }

        assertThat(events.stream().filter(JobEvent.Finished.class::isInstance)).hasSize(1);
    }

    @Test
    void aStepThatTakesTooLongIsInterruptedAndTriedAgain() throws Exception {
        FakeProcessor one = blockedOnce(FakeProcessor.remote());
        Step step = Step.of("one", one).timeout(Duration.ofMillis(100)).retry(Backoff.fixed(Duration.ofMillis(1)));
        try (Darkroom darkroom = builder(step).build()) {
            Job job = darkroom.submit(photo(1)).await(LONG);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(job.step("one").tries()).isEqualTo(2);
        }
    }

    @Test
    void aStepThatTakesTooLongForGoodSaysSo() throws Exception {
        FakeProcessor one = blockedOnce(FakeProcessor.local());
        Step step = Step.of("one", one).timeout(Duration.ofMillis(100)).retry(Backoff.none());
        try (Darkroom darkroom = builder(step).build()) {
            assertThat(darkroom.submit(photo(1)).await(LONG).reason())
                    .contains("step 'one' failed: took longer than 0.1s");
        }
    }

    @Test
    void severalWorkersOnOneStoreShareTheJobsAndDoEachOnce() throws Exception {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        FakeProcessor one = FakeProcessor.local().always(context -> {
            done.merge(context.job().imageId().orElseThrow(), 1, Integer::sum);
            return StepOutcome.done(new Word("done"));
        });
        try (Darkroom submitter = builder(Step.of("one", one)).withoutWorker().build();
                Darkroom first = builder(Step.of("one", one)).jobsAtOnce(3).build();
                Darkroom second = builder(Step.of("one", one)).jobsAtOnce(3).build()) {
            submitter.submit(photos(600));
            await().atMost(LONG).until(() -> store.counts().get(JobStatus.COMPLETE) == 600L);

            assertThat(done)
                    .hasSize(600)
                    .allSatisfy((image, times) -> assertThat(times).isEqualTo(1));
            assertThat(first.isPaused() || second.isPaused()).isFalse();
        }
    }

    @Test
    void whatIsToldOfAJobIsInOrderThoughItComesBackWhileAReplyIsStillUnderWay() throws Exception {
        Semaphore carried = new Semaphore(0);
        AtomicBoolean late = new AtomicBoolean();
        JobStore slow = watched((method, call) -> {
            Object reply = call.call();
            carried.release();
            if (method.equals("exchange") && !late.getAndSet(true)) {
                carried.drainPermits();
                carried.tryAcquire(3, 50, TimeUnit.MILLISECONDS);
                late.set(false);
            }
            return reply;
        });
        Map<JobId, Integer> comings = new ConcurrentHashMap<>();
        Map<JobId, List<String>> told = new ConcurrentHashMap<>();
        FakeProcessor one = FakeProcessor.local()
                .always(context -> comings.merge(context.job().id(), 1, Integer::sum) <= 5
                        ? StepOutcome.postponed(Duration.ZERO, "not yet")
                        : StepOutcome.done(new Word("done")));
        try (Darkroom darkroom = builder(slow, Step.of("one", one))
                .jobsAtOnce(200)
                .listener(event -> told.computeIfAbsent(event.id(), any -> new ArrayList<>())
                        .add(event.getClass().getSimpleName()))
                .build()) {
            for (JobHandle handle : darkroom.submit(photos(300))) {
                assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
            }
        }
        List<String> order = new ArrayList<>(List.of("Submitted"));
        IntStream.range(0, 5).forEach(time -> order.addAll(List.of("Started", "StepStarted", "StepDelayed")));
        order.addAll(List.of("Started", "StepStarted", "StepDone", "Finished"));
        assertThat(told.values())
                .hasSize(300)
                .allSatisfy(events -> assertThat(events).isEqualTo(order));
    }

    @Test
    void whileItIsPausedAWorkerTakesNothing() throws Exception {
        FakeProcessor one = FakeProcessor.local();
        try (Darkroom darkroom =
                builder(Step.of("one", one)).poll(Duration.ofMillis(5)).build()) {
            darkroom.pause();
            JobHandle handle = darkroom.submit(photo(1));
            assertThat(handle.await(Duration.ofMillis(100)).status()).isEqualTo(JobStatus.PENDING);
            darkroom.resume();

            assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void withOnePlaceJobsAreDoneByPriority() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        FakeProcessor one = FakeProcessor.local().always(context -> {
            order.add(context.job().imageId().orElseThrow());
            return StepOutcome.done(new Word("done"));
        });
        try (Darkroom darkroom = builder(Step.of("one", one)).jobsAtOnce(1).build()) {
            darkroom.pause();
            List<JobHandle> handles = darkroom.submit(
                    List.of(photo(1).priority(Priority.LOW), photo(2), photo(3).priority(Priority.URGENT), photo(4)));
            darkroom.resume();
            handles.get(0).await(LONG);

            assertThat(order).containsExactly("3", "2", "4", "1");
        }
    }

    @Test
    void aStoreThatFailsForAWhileLosesNothing() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        JobStore flaky = failingWhile(failing);
        FakeProcessor one = FakeProcessor.local().always(context -> {
            failing.set(true);
            return StepOutcome.done(new Word("done"));
        });
        try (Darkroom darkroom = builder(flaky, Step.of("one", one)).build()) {
            JobHandle handle = darkroom.submit(photo(1));
            await().until(() -> one.calls() == 1);
            assertThat(store.find(handle.id()).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);
            failing.set(false);
            await().atMost(LONG)
                    .until(() -> store.find(handle.id()).orElseThrow().status() == JobStatus.COMPLETE);
            assertThat(one.calls()).isEqualTo(1);
        }
    }

    @Test
    void aJobIsNotLostWithTheReplyThatLentIt() throws Exception {
        AtomicBoolean replyLost = new AtomicBoolean();
        JobStore unreliable = watched((method, call) -> {
            Object reply = call.call();
            if (method.equals("exchange") && ((Exchange) reply).leases().size() == 3 && !replyLost.getAndSet(true)) {
                throw new JobStoreException("the connection broke", new IOException("reset"));
            }
            return reply;
        });
        FakeProcessor one = FakeProcessor.local();
        try (Darkroom darkroom = builder(unreliable, Step.of("one", one)).build()) {
            darkroom.pause();
            List<JobHandle> handles = darkroom.submit(photos(3));
            darkroom.resume();
            for (JobHandle handle : handles) {
                assertThat(handle.await(LONG).status()).isEqualTo(JobStatus.COMPLETE);
            }
            assertThat(replyLost).isTrue();
        }
    }

    @Test
    void aSourceThatBreaksIsNobodyElsesTrouble() throws Exception {
        Step looking = Step.of(
                        "looking",
                        context -> StepOutcome.done(new Word(context.source().size() + " bytes")))
                .retry(Backoff.none());
        try (Darkroom darkroom = builder(looking)
                .localThreads(1)
                .source(ImageSource.bytes("bytes", name -> {
                    if (name.equals("bad")) {
                        throw new NoClassDefFoundError("org/missing/Codec");
                    }
                    return Optional.of(new byte[] {1});
                }))
                .build()) {
            for (int i = 0; i < 5; i++) {
                Job bad = darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "bad")))
                        .await(LONG);
                assertThat(bad.reason().orElseThrow()).contains("NoClassDefFoundError");
            }
            Job good = darkroom.submit(Submission.of("photo", ImageRef.of("bytes", "good")))
                    .await(LONG);
            assertThat(good.status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void aJobThatIsLentWhileTheWorkerClosesIsGivenBack() throws Exception {
        CountDownLatch lending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        JobStore slow = watched((method, call) -> {
            Object reply = call.call();
            if (method.equals("exchange") && !((Exchange) reply).leases().isEmpty()) {
                lending.countDown();
                goOn.await();
            }
            return reply;
        });
        FakeProcessor one = FakeProcessor.local();
        Darkroom darkroom = builder(slow, Step.of("one", one)).jobsAtOnce(200).build();
        darkroom.pause();
        JobHandle handle = darkroom.submit(photo(1));
        darkroom.resume();
        lending.await();
        Future<?> closing = CompletableFuture.runAsync(darkroom::close);
        await().until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("drain")));
        goOn.countDown();
        closing.get(20, TimeUnit.SECONDS);

        Job given = store.find(handle.id()).orElseThrow();
        assertThat(given.status()).isEqualTo(JobStatus.PENDING);
        assertThat(one.calls()).isZero();
    }

    @Test
    void aWorkerThatMissesItsHeartbeatStopsAndItsJobsAreDoneElsewhere() throws Exception {
        AtomicBoolean cutOff = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        FakeProcessor lonely = FakeProcessor.remote().always(context -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return StepOutcome.done(new Word("zombie"));
        });
        try (Darkroom first = builder(failingWhile(cutOff), Step.of("one", lonely))
                        .aliveFor(Duration.ofMillis(600))
                        .build();
                Darkroom second = builder(Step.of("one", FakeProcessor.local()))
                        .poll(Duration.ofMillis(20))
                        .jobsAtOnce(1)
                        .build()) {
            second.pause();
            JobHandle handle = first.submit(photo(1));
            begun.await();
            cutOff.set(true);
            second.resume();

            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            Job job = second.find(handle.id()).orElseThrow().await(LONG);
            assertThat(job.result(Word.class)).isEqualTo(new Word("done"));
            cutOff.set(false);
        }
    }

    private static FakeProcessor blocked(FakeProcessor processor, CountDownLatch latch) {
        return processor.always(context -> waitFor(latch));
    }

    private static FakeProcessor blockedOnce(FakeProcessor processor) {
        return processor.then((StepContext context) -> waitFor(new CountDownLatch(1)));
    }

    private static StepOutcome<Word> waitFor(CountDownLatch latch) throws IOException, InterruptedException {
        latch.await();
        return StepOutcome.done(new Word("done"));
    }

    private JobStore failingWhile(AtomicBoolean failing) {
        return watched((method, call) -> {
            if (failing.get() && !method.equals("close")) {
                throw new JobStoreException("no connection", new IOException("refused"));
            }
            return call.call();
        });
    }

    /** What a call to the store really does. */
    private interface Wire {
        @Nullable
        Object carry(String method, Callable<@Nullable Object> call) throws Exception;
    }

    private JobStore watched(Wire wire) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                (proxy, method, arguments) -> wire.carry(method.getName(), () -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw (Exception) e.getCause();
                    }
                }));
    }

    private DarkroomBuilder builder(Step... steps) {
        return builder(store, steps);
    }

    private DarkroomBuilder builder(JobStore jobs, Step... steps) {
        Recipe recipe = Recipe.named("photo");
        for (Step step : steps) {
            recipe = recipe.step(step);
        }
        return Darkroom.builder().store(jobs).storage(storage).recipe(recipe);
    }

    private static List<Submission> photos(int count) {
        return IntStream.range(0, count).mapToObj(WorkerTest::photo).toList();
    }

    private static Submission photo(int id) {
        return Submission.of("photo", ImageRef.file("cat.jpg")).imageId(Integer.toString(id));
    }
}
