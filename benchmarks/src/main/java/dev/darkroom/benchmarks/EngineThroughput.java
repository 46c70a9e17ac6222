// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.Darkroom;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.process.Lane;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ten thousand jobs that do nothing, from the first batch handed in until the last job is COMPLETE. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineThroughput {
    private static final int JOBS = 10_000;
    private static final int BATCH = 500;
    private static final int LONGEST_SECONDS = 60;

    private final CpuClock cpu = new CpuClock();

    /** How many steps each job has: 1, or 3 of which the middle one is remote. */
    @Param({"1", "3"})
    public int steps;

    private Darkroom darkroom = open(new CountDownLatch(0));
    private CountDownLatch begun = new CountDownLatch(0);
    private List<List<Submission>> batches = List.of();

    /** What an iteration used up. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Spent {
        /** Processor time of all threads. */
        public long cpuNanos;

        /** Jobs that this time was spent on. */
        public long jobs;
    }

    /** Starts with an empty store each time, so that every run of ten thousand is alike. */
    @Setup(Level.Invocation)
    public void open() {
        darkroom.close();
        begun = new CountDownLatch(JOBS);
        darkroom = open(begun);
        batches = batches();
    }

    private Darkroom open(CountDownLatch latch) {
        return Darkroom.builder()
                .store(JobStore.inMemory())
                .storage(Storage.inMemory())
                .recipe(recipe(latch::countDown))
                .build();
    }

    private Recipe recipe(Runnable lastBegun) {
        Recipe recipe = Recipe.named("nothing");
        if (steps == 1) {
            return recipe.step(Step.of("only", new NoOp(Lane.LOCAL, lastBegun)));
        }
        return recipe.step(Step.of("first", new NoOp(Lane.LOCAL, () -> {})))
                .step(Step.of("remote", new NoOp(Lane.REMOTE, () -> {})).after("first"))
                .step(Step.of("last", new NoOp(Lane.LOCAL, lastBegun)).after("remote"));
    }

    private static List<List<Submission>> batches() {
        List<List<Submission>> batches = new ArrayList<>();
        for (int from = 0; from < JOBS; from += BATCH) {
            List<Submission> batch = new ArrayList<>(BATCH);
            for (int number = from; number < from + BATCH; number++) {
                batch.add(Submission.of("nothing", ImageRef.of("nowhere", "picture-" + number))
                        .imageId("image-" + number)
                        .owner("user-" + number % 100));
            }
            batches.add(batch);
        }
        return batches;
    }

    /** Ends what the last invocation left open. */
    @TearDown(Level.Trial)
    public void close() {
        darkroom.close();
    }

    /** Hands in all batches and waits for the end of all jobs. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void jobs(Spent spent) throws InterruptedException {
        long before = cpu.nanos();
        batches.forEach(darkroom::submit);
        awaitEnd();
        spent.cpuNanos += cpu.nanos() - before;
        spent.jobs += JOBS;
    }

    /** Looks at the store only when the last step has begun, since to look costs time too. */
    private void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        begun.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        while (darkroom.counts().getOrDefault(JobStatus.COMPLETE, 0L) < JOBS) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the jobs have not ended: " + darkroom.counts());
            }
            Thread.sleep(1);
        }
    }
}
