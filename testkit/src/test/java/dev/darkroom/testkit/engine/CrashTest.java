// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.StepStatus;
import dev.darkroom.process.StepContext;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker stops at a boundary: before or after it speaks to the store, and before or after each step does its work.
 * Another worker must finish the job as if nothing had been; and when the first one wakes up again, a zombie by then,
 * it must change nothing.
 *
 * <p>The boundaries are not listed by hand: a first run counts them, and the test is run for each.
 */
@Timeout(20)
class CrashTest {

    /** Counts the boundaries, and holds the thread that comes to the chosen one until it is let go. */
    private static final class Boundaries {
        private final List<String> passed = new ArrayList<>();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final int stopAt;
        private boolean armed;

        Boundaries(int stopAt) {
            this.stopAt = stopAt;
        }

        /** Counts from here on, so that neither building nor closing is in the way. */
        synchronized void arm() {
            armed = true;
        }

        synchronized void disarm() {
            armed = false;
        }

        private synchronized boolean isHere(String name) {
            if (armed) {
                passed.add(name);
            }
            return armed && passed.size() - 1 == stopAt;
        }

        void at(String name) {
            if (isHere(name)) {
                reached.countDown();
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** A provider that remembers what it did and would bill. */
    private static final class Provider {
        private final Map<String, String> billed = new ConcurrentHashMap<>();

        String draw(String operation) {
            billed.put(operation, "a picture");
            return operation;
        }
    }

    private final Bench bench = new Bench();
    private final Provider provider = new Provider();

    static Stream<Arguments> boundaries() throws Exception {
        Boundaries counted = new Boundaries(-1);
        CrashTest rehearsal = new CrashTest();
        try (Darkroom darkroom = rehearsal.worker(counted)) {
            darkroom.submit(Bench.photo());
            counted.arm();
            darkroom.runDue();
            counted.disarm();
        }
        return IntStream.range(0, counted.passed.size()).mapToObj(i -> Arguments.of(i, counted.passed.get(i)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("boundaries")
    void theJobIsFinishedByAnotherWorkerAndTheZombieChangesNothing(int boundary, String name) throws Exception {
        JobId id;
        try (Darkroom host = bench.builder(steps(new Boundaries(-1))).byHand().build()) {
            id = Bench.submit(host).id();
        }
        Boundaries stopping = new Boundaries(boundary);
        Darkroom first = worker(stopping);
        stopping.arm();
        Future<?> stuck = CompletableFuture.runAsync(first::runDue);
        awaitStopOrEnd(stopping, stuck);

        bench.clock.advance(Bench.ALIVE.plus(Duration.ofSeconds(1)));
        runAnotherWorker();
        Job finished = bench.store.find(id).orElseThrow();
        assertThat(finished.status()).as("%s: %s", name, finished).isEqualTo(JobStatus.COMPLETE);
        assertThat(finished.steps().values())
                .extracting(step -> step.step() + " " + step.status() + " " + step.tries())
                .containsExactlyInAnyOrder("one DONE 1", "two DONE 1", "three DONE 1");
        List<Usage> ledger = bench.store.costs().ofJob(id.value());
        assertEachPaidCallIsSettledOnceOrShown(ledger, finished);

        stopping.letGo.countDown();
        stuck.get(20, TimeUnit.SECONDS);
        assertThat(bench.store.find(id)).as("the zombie changed nothing").contains(finished);
        assertThat(bench.store.costs().ofJob(id.value())).isEqualTo(ledger);
        assertThat(bench.storage.get(finished.step("one").files().get(0).key()).bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("the same bytes whoever makes them");
        first.close();
    }

    private static void awaitStopOrEnd(Boundaries stopping, Future<?> work)
            throws InterruptedException, ExecutionException {
        try {
            while (!stopping.reached.await(10, TimeUnit.MILLISECONDS)) {
                work.get(1, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            awaitStopOrEnd(stopping, work);
        }
    }

    private void runAnotherWorker() {
        try (Darkroom second = bench.builder(steps(new Boundaries(-1))).byHand().build()) {
            second.runDue();
        }
    }

    /** What the provider did and nobody recorded must be visible as an intent; what is recorded is settled once. */
    private void assertEachPaidCallIsSettledOnceOrShown(List<Usage> ledger, Job finished) {
        assertThat(ledger).extracting(Usage::operation).doesNotHaveDuplicates();
        assertThat(ledger).extracting(Usage::operation).containsAll(provider.billed.keySet());
        assertThat(ledger)
                .filteredOn(usage -> usage.state() == Usage.State.SETTLED)
                .extracting(Usage::operation)
                .as("the result that counts was paid for once")
                .containsExactly(finished.result("two", Word.class).text());
        assertThat(ledger)
                .filteredOn(usage -> usage.state() == Usage.State.INTENT)
                .as("at most the stopped worker's call has no known end")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(finished.step("two").status()).isEqualTo(StepStatus.DONE);
    }

    private Darkroom worker(Boundaries boundaries) {
        JobStore watched = StoreAtBoundaries.of(bench.store, boundaries::at);
        return bench.builder(watched, steps(boundaries)).byHand().build();
    }

    private Step[] steps(Boundaries boundaries) {
        FakeProcessor one = FakeProcessor.local().always(context -> {
            boundaries.at("before step one");
            ImageContent content =
                    ImageContent.of("the same bytes whoever makes them".getBytes(StandardCharsets.UTF_8));
            context.storeRendition("thumbnail", "jpg", content);
            boundaries.at("after step one");
            return StepOutcome.done(new Word("small"));
        });
        FakeProcessor two = FakeProcessor.remote().always(context -> pay(context, boundaries));
        FakeProcessor three = FakeProcessor.local().always(context -> {
            boundaries.at("before step three");
            Word before = context.job().result("two", Word.class);
            boundaries.at("after step three");
            return StepOutcome.done(before);
        });
        return new Step[] {
            Step.of("one", one),
            Step.of("two", two).after("one"),
            Step.of("three", three).after("two")
        };
    }

    private StepOutcome<Word> pay(StepContext context, Boundaries boundaries) throws IOException, InterruptedException {
        boundaries.at("before step two");
        String operation = "op-" + System.nanoTime();
        Usage intent = Usage.intent(
                operation,
                context.clock().instant(),
                new Usage.Purpose(
                        context.job().id().value(), context.job().recipe(), context.step(), context.tryNumber(), null),
                new Usage.Service("fake", "model", "draw"));
        context.intend(intent);
        boundaries.at("between intent and call");
        provider.draw(operation);
        boundaries.at("after step two");
        return new StepOutcome.Succeeded<>(
                new Word(operation), List.of(intent.settled(Map.of(), Charge.reported(Money.usd("0.04")))));
    }
}
