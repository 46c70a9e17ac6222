// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * The host: hands pictures in and remembers what was acknowledged. A submission whose end it could not learn is repeated
 * until it is acknowledged, and now and then an old one is repeated for no reason.
 */
final class Submitter implements Runnable {
    private static final int MOST_AT_ONCE = 6;
    private static final int MOST_OPEN = 120;
    private static final int REPEATED_IN_A_HUNDRED = 10;
    private static final long BETWEEN_SUBMISSIONS_MILLIS = 80;
    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 100;

    private final Darkroom darkroom;
    private final LongSupplier open;
    private final SplittableRandom random;

    // Guarded by this object's monitor.
    private final Map<String, JobId> acknowledged = new LinkedHashMap<>();
    private final List<String> doubled = new ArrayList<>();
    private int troubles;

    private volatile boolean stopped;

    /** Submits as long as fewer jobs are open than it takes to keep the workers busy. */
    Submitter(Darkroom darkroom, LongSupplier open, long seed) {
        this.darkroom = darkroom;
        this.open = open;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        int next = 0;
        while (!stopped) {
            if (open.getAsLong() < MOST_OPEN) {
                List<Submission> some = some(next);
                next += some.size();
                submit(some);
            }
            rest(BETWEEN_SUBMISSIONS_MILLIS);
        }
    }

    private List<Submission> some(int next) {
        List<Submission> some = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(MOST_AT_ONCE); i++) {
            some.add(picture("picture-" + (next + i)));
        }
        return some;
    }

    private static Submission picture(String imageId) {
        return Submission.of(Photo.RECIPE, ImageRef.of("nowhere", imageId)).imageId(imageId);
    }

    private void submit(List<Submission> some) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<JobHandle> handles = darkroom.submit(some);
                for (int i = 0; i < handles.size(); i++) {
                    acknowledge(
                            some.get(i).imageId().orElseThrow(), handles.get(i).id());
                }
                maybeRepeat();
                return;
            } catch (JobStoreException e) {
                noteTrouble();
                rest(PAUSE_AFTER_TROUBLE_MILLIS);
            }
        }
    }

    private synchronized void noteTrouble() {
        troubles++;
    }

    private synchronized void acknowledge(String imageId, JobId id) {
        JobId known = acknowledged.putIfAbsent(imageId, id);
        if (known != null && !known.equals(id)) {
            doubled.add(imageId + " is job " + known + " and job " + id);
        }
    }

    private void maybeRepeat() {
        int old = random.nextInt(acknowledged().size());
        if (random.nextInt(100) < REPEATED_IN_A_HUNDRED) {
            String imageId = "picture-" + old;
            acknowledge(imageId, darkroom.submit(picture(imageId)).id());
        }
    }

    /** Returns the jobs that were acknowledged, by the image's id. */
    synchronized Map<String, JobId> acknowledged() {
        return new LinkedHashMap<>(acknowledged);
    }

    /** Returns what was acknowledged as two different jobs. */
    synchronized List<String> doubled() {
        return List.copyOf(doubled);
    }

    /** Returns how many submissions failed, so that it was not known whether they were carried out. */
    synchronized int troubles() {
        return troubles;
    }

    void stop() {
        stopped = true;
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
