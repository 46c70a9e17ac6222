// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.event.JobEvent;
import dev.darkroom.event.JobListener;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Follows jobs by their events, and tells a display. What ended is kept in the order of its job's number. */
final class Progress implements JobListener {
    private final Display display;
    private final Instant since;

    // Guarded by this object's monitor: events come in a thread of the Darkroom's, questions in others.
    private final Map<JobId, String> labels = new HashMap<>();
    private final Map<JobId, Instant> begun = new HashMap<>();
    private final Map<JobId, Outcome> ended = new TreeMap<>();
    private final Set<JobId> heardOf = new HashSet<>();

    /** Follows what happens from now on. */
    Progress(Display display, Instant since) {
        this.display = display;
        this.since = since;
    }

    @Override
    public synchronized void on(JobEvent event) {
        heardOf.add(event.id());
        if (event instanceof JobEvent.Submitted submitted) {
            labels.put(submitted.id(), Picture.label(submitted.job()));
        } else if (event instanceof JobEvent.Started) {
            begun.putIfAbsent(event.id(), event.at());
            display.began(label(event.id()));
        } else if (event instanceof JobEvent.StepDelayed delayed) {
            display.waits(label(event.id()), delayed.step() + ": " + delayed.reason(), delayed.delay());
        } else if (event instanceof JobEvent.Finished finished) {
            ended(finished.job(), finished.at());
        }
    }

    /** Counts a job that ended where we don't hear of it: before, or in another process. */
    synchronized void noticed(Job job) {
        job.finishedAt().ifPresent(at -> ended(job, at));
    }

    private void ended(Job job, Instant at) {
        if (ended.containsKey(job.id())) {
            return;
        }
        Instant start = begun.getOrDefault(job.id(), job.submittedAt().isBefore(since) ? at : job.submittedAt());
        Outcome outcome = Outcome.of(job, Duration.between(start, at));
        labels.remove(job.id());
        begun.remove(job.id());
        ended.put(job.id(), outcome);
        display.ended(outcome);
    }

    private String label(JobId id) {
        return labels.getOrDefault(id, "job " + id);
    }

    /** Lets go of what has ended, where nobody is going to ask for it. */
    synchronized void forgetEnded() {
        ended.clear();
        heardOf.clear();
    }

    /** Returns how many of those that ended were not worked on here. */
    synchronized long countNotOurs() {
        return ended.keySet().stream().filter(id -> !heardOf.contains(id)).count();
    }

    /** Returns what has ended so far. */
    synchronized List<Outcome> outcomes() {
        return List.copyOf(ended.values());
    }
}
