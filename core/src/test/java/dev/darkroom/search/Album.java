// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A store of jobs that have ended with results, and a clock. */
final class Album {
    static final String MODEL = "small";

    private static final WorkerId ANNA = new WorkerId("anna-1");
    private static final String RECIPE = "photo";

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2025-01-15T12:00:00Z"));
    final JobStore store = JobStore.inMemory(time::get);

    void letPass(Duration rest) {
        time.updateAndGet(now -> now.plus(rest));
    }

    Instant now() {
        return time.get();
    }

    static Submission picture(String imageId) {
        return bare().imageId(imageId);
    }

    static Submission bare() {
        return Submission.of(RECIPE, ImageRef.file("cat.jpg"));
    }

    static Embedding vector(float... numbers) {
        return Embedding.of(MODEL, numbers);
    }

    static Embedding random(Random random, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return vector(numbers);
    }

    /** Adds a job that ends with these results. */
    JobId add(Submission submission, Object... results) {
        Lease lease = begin(submission);
        store.checkpoint(List.of(
                new Checkpoint(lease, steps(results), List.of(), new Next.Finish(JobStatus.COMPLETE, false, null))));
        return lease.id();
    }

    /** Adds a job that goes on, with these results so far. */
    Lease begin(Submission submission, Object... results) {
        store.renew(ANNA, Duration.ofDays(1));
        Added added = store.add(List.of(submission), new Claim(ANNA, Set.of(RECIPE), 1))
                .get(0);
        Lease lease = Objects.requireNonNull(added.lease());
        store.checkpoint(List.of(new Checkpoint(lease, steps(results), List.of(), new Next.Keep())));
        return lease;
    }

    private static List<StepRecord> steps(Object... results) {
        List<StepRecord> steps = new ArrayList<>();
        for (Object result : results) {
            StepRecord begun = StepRecord.untouched("step-" + steps.size()).begin();
            steps.add(begun.succeed(StepResult.of(result), List.of()));
        }
        return steps;
    }
}
