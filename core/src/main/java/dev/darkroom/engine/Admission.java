// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Starts only so many leased jobs at once, in the order in which they came; and of the suspects one at a time. */
final class Admission {
    private final Queue<JobRun> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<JobRun> suspects = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean suspectAtWork = new AtomicBoolean();
    private final Semaphore places;

    Admission(int places) {
        this.places = new Semaphore(places);
    }

    void add(JobRun run) {
        (run.isSuspect() ? suspects : waiting).add(run);
    }

    /** Starts what there are places for. */
    void admit() {
        while (hasWaiting() && places.tryAcquire()) {
            JobRun next = next();
            if (next == null || !next.start()) {
                leave(next);
            }
        }
    }

    private boolean hasWaiting() {
        return !waiting.isEmpty() || (!suspects.isEmpty() && !suspectAtWork.get());
    }

    /** Returns a suspect if none is at work, else another one that waits. */
    private @Nullable JobRun next() {
        if (!suspects.isEmpty() && suspectAtWork.compareAndSet(false, true)) {
            JobRun suspect = suspects.poll();
            if (suspect != null) {
                return suspect;
            }
            suspectAtWork.set(false);
        }
        return waiting.poll();
    }

    /** Gives back the place of a run that was started. */
    void leave(@Nullable JobRun run) {
        if (run != null && run.isSuspect()) {
            suspectAtWork.set(false);
        }
        places.release();
    }
}
