// SPDX-License-Identifier: Apache-2.0
package dev.darkroom;

import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A job in a host's hand: to look at, to wait for, to call off, to try again. Safe to share between threads. */
public final class JobHandle {
    /** How long to wait for a word from this JVM's worker before asking the store: another node may have the job. */
    private static final long MILLIS_BETWEEN_LOOKS = 250;

    private static final Duration LONGEST_WAIT = Duration.ofDays(10_000);

    private final JobId id;
    private final Darkroom darkroom;

    JobHandle(JobId id, Darkroom darkroom) {
        this.id = id;
        this.darkroom = darkroom;
    }

    /** Returns the job's number. */
    public JobId id() {
        return id;
    }

    /** Reads the job as it is now. */
    public Job job() {
        return darkroom.store()
                .find(id)
                .orElseThrow(() -> new IllegalStateException("job " + id + " is not kept any more"));
    }

    /** Reads where the job is now. */
    public JobStatus status() {
        return job().status();
    }

    /** Waits until the job has ended or the time is over, and returns the job as it is then. */
    public Job await(Duration longest) throws InterruptedException {
        CountDownLatch ended = darkroom.completions().expect(id);
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis(longest));
            Job job = job();
            for (long left = millis(longest); !job.isFinished() && left > 0; left = millisUntil(end)) {
                if (ended.await(Math.min(left, MILLIS_BETWEEN_LOOKS), TimeUnit.MILLISECONDS)) {
                    return job();
                }
                job = job();
            }
            return job;
        } finally {
            darkroom.completions().giveUp(id, ended);
        }
    }

    private static long millis(Duration time) {
        return time.compareTo(LONGEST_WAIT) < 0 ? time.toMillis() : LONGEST_WAIT.toMillis();
    }

    private static long millisUntil(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    }

    /**
     * Calls the job off; see {@link Darkroom#cancel}.
     *
     * @return whether the job had not ended yet
     */
    public boolean cancel(String reason) {
        return darkroom.cancel(id, reason);
    }

    /**
     * Makes the ended job due again; see {@link Darkroom#retry}.
     *
     * @return whether there is something to do again
     */
    public boolean retry() {
        return darkroom.retry(id);
    }

    @Override
    public String toString() {
        return "job " + id;
    }
}
