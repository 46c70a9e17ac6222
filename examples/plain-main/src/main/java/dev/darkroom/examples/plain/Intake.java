// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands in pictures. Of those that are known already, what is complete stays so, and what is not is tried again. */
final class Intake {
    private static final int AT_ONCE = 500;

    private final Darkroom darkroom;

    Intake(Darkroom darkroom) {
        this.darkroom = darkroom;
    }

    /** Returns the jobs, in the same order. */
    List<JobHandle> submit(List<Submission> submissions) {
        Optional<JobId> newest = newest();
        List<JobHandle> jobs = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i += AT_ONCE) {
            int end = Math.min(submissions.size(), i + AT_ONCE);
            jobs.addAll(darkroom.submit(submissions.subList(i, end)));
        }
        newest.ifPresent(last ->
                jobs.stream().filter(job -> job.id().compareTo(last) <= 0).forEach(Intake::tryAgain));
        return jobs;
    }

    /** The jobs that were there before have numbers up to this. */
    private Optional<JobId> newest() {
        return darkroom.jobs(JobQuery.all().limit(1)).jobs().stream()
                .map(Job::id)
                .findFirst();
    }

    private static void tryAgain(JobHandle handle) {
        Job job = handle.job();
        if (job.isFinished() && !Outcome.isComplete(job)) {
            handle.retry();
        }
    }
}
