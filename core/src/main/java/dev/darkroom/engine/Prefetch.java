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
    private static final double SECONDS_AHEAD = 0.2;

    private final InstantSource clock;
    private long windowStart;
    private long endedInWindow;
    private volatile double jobsPerSecond;

    Prefetch(InstantSource clock) {
        this.clock = clock;
        this.windowStart = clock.millis();
    }

    void ended(int jobs) {
        endedInWindow += jobs;
        long length = clock.millis() - windowStart;
        if (length >= WINDOW_MILLIS) {
            jobsPerSecond = (jobsPerSecond + endedInWindow * 1_000.0 / length) / 2;
            windowStart += length;
            endedInWindow = 0;
        }
    }

    int jobs() {
        return (int) Math.min(MOST, jobsPerSecond * SECONDS_AHEAD);
    }
}
