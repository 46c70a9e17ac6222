// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hands in single jobs and gathers how long each waited, in milliseconds, from before that until its processor. */
final class Pace {
    private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(1) / Effort.PER_SECOND;
    private static final int LONGEST_SECONDS = 60;
    private static final double NANOS_IN_A_MILLI = 1_000_000;

    private final Contestant contestant;
    private final BlockingQueue<Double> waits;

    /** Takes where the waits come in, from whichever JVM. */
    Pace(Contestant contestant, BlockingQueue<Double> waits) {
        this.contestant = contestant;
        this.waits = waits;
    }

    /** Hands in jobs without a rest, until the code is compiled. */
    void warmUp(int jobs) throws SQLException, InterruptedException {
        for (int i = 0; i < jobs; i++) {
            contestant.submit(Payload.now());
        }
        take(jobs);
        TimeUnit.MILLISECONDS.sleep(500);
    }

    /**
     * What was measured, in milliseconds.
     *
     * @param untilStart from before a job was handed in until its processor began
     * @param handingIn how much of that it took to hand it in, which ends when it is durable
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these by equals.
    record Waits(double[] untilStart, double[] handingIn) {}

    /** Hands in jobs at a steady pace, however long they wait. */
    Waits waits(int jobs) throws SQLException, InterruptedException {
        double[] handingIn = new double[jobs];
        long next = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            next += NANOS_BETWEEN;
            sleepUntil(next);
            long before = System.nanoTime();
            contestant.submit(Payload.now());
            handingIn[i] = (System.nanoTime() - before) / NANOS_IN_A_MILLI;
        }
        return new Waits(take(jobs), handingIn);
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private double[] take(int jobs) throws InterruptedException {
        double[] taken = new double[jobs];
        for (int i = 0; i < jobs; i++) {
            Double wait = waits.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (wait == null) {
                throw new IllegalStateException((jobs - i) + " of " + jobs + " jobs have not begun within a minute");
            }
            taken[i] = wait;
        }
        return taken;
    }
}
