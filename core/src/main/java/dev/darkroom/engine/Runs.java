// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.job.JobId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/*
 * A job that was given back may be lent to this worker again before the run that gave it back has heard that this was
 * written. The new run is known at once, but begins only when the old one has told what it has to tell. A run that has
 * lost its lease may be at work for ever, so nobody waits for one that has not ended.
 */
/** The runs of a worker, of each job the newest. */
final class Runs {
    private final Map<JobId, JobRun> newest = new ConcurrentHashMap<>();
    private final Map<JobRun, JobRun> waiting = new HashMap<>();

    /** Takes in a run; returns whether it may begin, or is handed out when the one before it is settled. */
    synchronized boolean add(JobRun run) {
        JobRun before = newest.put(run.id(), run);
        boolean waits = before != null && before.hasEnded();
        if (waits) {
            waiting.put(before, run);
        }
        return !waits;
    }

    /** Forgets a run whose last checkpoint was settled; returns the one that waited for it. */
    synchronized @Nullable JobRun settled(JobRun run) {
        newest.remove(run.id(), run);
        return waiting.remove(run);
    }

    @Nullable
    JobRun of(JobId job) {
        return newest.get(job);
    }

    Collection<JobRun> all() {
        return newest.values();
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    int size() {
        return newest.size();
    }
}
