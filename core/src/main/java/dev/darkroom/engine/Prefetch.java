// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.InstantSource;

/**
 * How many jobs to lease beyond those that are worked on: a fifth of a second of work at the pace of late, so that fast
 * jobs are leased many at a time, and slow ones are left for other nodes.
 *
 * <p>The worker's own thread counts; any thread may ask.
 */
final class Prefetch {
    private static final int MOST = 2_000;
    private static final long WINDOW_MILLIS = 100;
    private static final int ROUNDS_THAT_TELL = 4;
    private static final double SECONDS_AHEAD = 0.2;

    private final InstantSource clock;
    private final int enough;
    private long windowStart;
    private long finishedInWindow;
    private volatile double jobsPerSecond;

    Prefetch(InstantSource clock, int jobsAtOnce) {
        this.clock = clock;
        this.enough = ROUNDS_THAT_TELL * jobsAtOnce;
        this.windowStart = clock.millis();
    }

    /** Counts jobs. Those at work may end together by chance, so a short time tells only if they were many times that. */
    void finished(int jobs) {
        finishedInWindow += jobs;
        long length = clock.millis() - windowStart;
        if (length >= WINDOW_MILLIS || (length > 0 && finishedInWindow >= enough)) {
            // The longer nothing was counted, the less is what was true before.
            double weight = Math.min(1, Math.max(length, WINDOW_MILLIS) / (2.0 * WINDOW_MILLIS));
            jobsPerSecond = (1 - weight) * jobsPerSecond + weight * finishedInWindow * 1_000.0 / length;
            windowStart += length;
            finishedInWindow = 0;
        }
    }

    int jobs() {
        return (int) Math.min(MOST, jobsPerSecond * SECONDS_AHEAD);
    }
}
