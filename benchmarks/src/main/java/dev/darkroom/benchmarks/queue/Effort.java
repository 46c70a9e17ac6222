// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

/**
 * How much is done.
 *
 * @param warmUps rounds of rates before those that count
 * @param rounds how often all take their turn and are measured
 * @param batchJobs handed in by batches and then worked off, in each round
 * @param singleJobs handed in one by one, in each round
 * @param starts jobs whose wait is measured, in each of {@code startRounds}
 * @param first jobs whose rate is measured, with {@code waiting} jobs and {@code ended} ones, against without
 * @param dead rows that are left behind while a snapshot is held
 */
record Effort(
        int warmUps,
        int rounds,
        int batchJobs,
        int singleJobs,
        int startRounds,
        int starts,
        int historyRounds,
        int first,
        int waiting,
        int ended,
        int dead) {
    static final int BATCH = 1_000;
    static final int PER_SECOND = 50;

    static Effort quick() {
        return new Effort(1, 2, 6_000, 2_000, 1, 100, 2, 5_000, 20_000, 100_000, 20_000);
    }

    static Effort full() {
        return new Effort(3, 4, 60_000, 6_000, 2, 250, 3, 10_000, 200_000, 1_000_000, 100_000);
    }
}
