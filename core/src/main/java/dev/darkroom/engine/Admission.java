// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Starts only so many leased jobs at once, in the order in which they came; and of the suspects one at a time. */
final class Admission {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Deque<Waiting> waiting = new ConcurrentLinkedDeque<>();
    private final Queue<JobRun> suspects = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean suspectAtWork = new AtomicBoolean();
    private final Semaphore places;
    private final InstantSource clock;

    private record Waiting(JobRun run, Instant since) {}

    Admission(int places, InstantSource clock) {
        this.places = new Semaphore(places);
        this.clock = clock;
    }

    void add(JobRun run) {
        if (run.isSuspect()) {
            suspects.add(run);
        } else {
            waiting.add(new Waiting(run, clock.instant()));
        }
    }

    /** Whether a run has waited so long that another node would have been quicker. */
    boolean isLate() {
        Waiting first = waiting.peek();
        return first != null && first.since().plus(LONGEST_WAIT).isBefore(clock.instant());
    }

    /** Takes the runs out that would start last, but for so many; suspects stay, since only here one sees the other. */
    List<JobRun> takeAllBut(int most) {
        List<JobRun> taken = new ArrayList<>();
        for (int surplus = waiting.size() - most; surplus > 0; surplus--) {
            Waiting last = waiting.pollLast();
            if (last != null) {
                taken.add(last.run());
            }
        }
        return taken;
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
        Waiting first = waiting.poll();
        return first == null ? null : first.run();
    }

    /** Gives back the place of a run that was started. */
    void leave(@Nullable JobRun run) {
        if (run != null && run.isSuspect()) {
            suspectAtWork.set(false);
        }
        places.release();
    }
}
