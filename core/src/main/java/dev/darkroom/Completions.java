// SPDX-License-Identifier: Apache-2.0
package dev.darkroom;

import dev.darkroom.job.JobId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Tells those who wait for a job that it ended in this JVM. */
final class Completions {
    private final Map<JobId, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();

    void finished(JobId job) {
        Set<CountDownLatch> latches = waiting.remove(job);
        if (latches != null) {
            latches.forEach(CountDownLatch::countDown);
        }
    }

    CountDownLatch expect(JobId job) {
        CountDownLatch latch = new CountDownLatch(1);
        waiting.compute(job, (id, latches) -> {
            Set<CountDownLatch> set = latches == null ? ConcurrentHashMap.newKeySet() : latches;
            set.add(latch);
            return set;
        });
        return latch;
    }

    void giveUp(JobId job, CountDownLatch latch) {
        waiting.computeIfPresent(job, (id, latches) -> {
            latches.remove(latch);
            return latches.isEmpty() ? null : latches;
        });
    }
}
