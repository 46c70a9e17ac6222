// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.Darkroom;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.process.Lane;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Storage;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a single job waits on a quiet Darkroom, from before it is handed in until its processor begins.
 *
 * <p>A loop of its own and not JMH, since what counts is a steady pace with rest between, as on a quiet server.
 */
final class EngineStart implements AutoCloseable {
    private static final int WARM_UP = 10_000;
    private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(1) / 50;
    private static final double NANOS_IN_A_MICRO = 1_000;

    private final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
    private final Darkroom darkroom = Darkroom.builder()
            .store(JobStore.inMemory())
            .storage(Storage.inMemory())
            .recipe(Recipe.named("nothing")
                    .step(Step.of("only", new NoOp(Lane.LOCAL, () -> begun.add(System.nanoTime())))))
            .build();
    private int number;

    /** Hands in jobs one by one without a rest, until the code is compiled. */
    void warmUp() throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            microsUntilBegun();
        }
    }

    /** Returns the waits of jobs handed in at a steady pace, in microseconds, shortest first. */
    double[] sortedWaits(int jobs) throws InterruptedException {
        double[] waits = new double[jobs];
        long next = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            next += NANOS_BETWEEN;
            sleepUntil(next);
            waits[i] = microsUntilBegun();
        }
        Arrays.sort(waits);
        return waits;
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private double microsUntilBegun() throws InterruptedException {
        Submission submission =
                Submission.of("nothing", ImageRef.of("nowhere", "picture")).imageId("image-" + number++);
        long before = System.nanoTime();
        darkroom.submit(submission);
        Long at = begun.poll(1, TimeUnit.MINUTES);
        if (at == null) {
            throw new IllegalStateException("a job has not begun within a minute");
        }
        return (at - before) / NANOS_IN_A_MICRO;
    }

    @Override
    public void close() {
        darkroom.close();
    }
}
