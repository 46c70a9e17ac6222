// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

import dev.darkroom.Darkroom;
import dev.darkroom.fingerprint.Fingerprint;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.search.Embedding;
import dev.darkroom.search.Search;
import dev.darkroom.search.SearchSettings;
import dev.darkroom.storage.Storage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** How long a search takes for each picture that it compares. */
final class SearchBenchmark implements NamedBenchmark {
    private static final int NUMBERS = 1_536;
    private static final int SEARCHES = 15;
    private static final int WARM_UP = 10;
    private static final int BEST = 10;
    private static final WorkerId WORKER = new WorkerId("worker");
    private static final Set<String> RECIPES = Set.of("photo");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random = new Random(1);

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String purpose() {
        return "Searches among pictures by vectors of 1,536 numbers and by fingerprints; --pictures N";
    }

    @Override
    public void run(Options options, Report report) {
        int pictures = Integer.parseInt(options.value("pictures", options.quick() ? "5000" : "30000"));
        options.refuseUnknown();
        try (JobStore store = JobStore.inMemory()) {
            for (int i = 0; i < pictures; i++) {
                add(store, i);
            }
            SearchSettings onHeap = SearchSettings.standard().keepOnHeap(Long.MAX_VALUE);
            measure("heap", store, onHeap, pictures, report);
            measure("file", store, SearchSettings.standard().keepOnHeap(0), pictures, report);
        }
    }

    private void measure(String where, JobStore store, SearchSettings settings, int pictures, Report report) {
        Darkroom darkroom = Darkroom.builder()
                .store(store)
                .storage(Storage.inMemory())
                .withoutWorker()
                .search(settings.lookAfter(Duration.ofDays(1)))
                .build();
        Search search = darkroom.search();
        long begun = nanos();
        search.lookNow();
        report.figure("fill_us_per_picture_" + where, new double[] {(nanos() - begun) / 1e3 / pictures});
        report.figure("cosine_ns_per_vector_" + where, samples(pictures, () -> search.nearest(embedding(), BEST)));
        Fingerprint.Print print = print();
        report.figure("print_ns_per_picture_" + where, samples(pictures, () -> search.duplicates(print, 2)));
        search.close();
    }

    private double[] samples(int pictures, Runnable search) {
        for (int i = 0; i < WARM_UP; i++) {
            search.run();
        }
        double[] samples = new double[SEARCHES];
        for (int i = 0; i < SEARCHES; i++) {
            long begun = nanos();
            search.run();
            samples[i] = (double) (nanos() - begun) / pictures;
        }
        return samples;
    }

    /** Returns the processor time of this thread, which does all the work of a search. */
    private long nanos() {
        return threads.getCurrentThreadCpuTime();
    }

    private void add(JobStore store, int number) {
        store.renew(WORKER, Duration.ofDays(1));
        Submission submission = Submission.of("photo", ImageRef.file("cat.jpg")).imageId("picture-" + number);
        Lease lease = store.add(List.of(submission), new Claim(WORKER, RECIPES, 1))
                .get(0)
                .lease();
        if (lease == null) {
            throw new IllegalStateException("the store didn't lend what was added");
        }
        List<StepRecord> steps = List.of(done("embedding", embedding()), done("fingerprint", print()));
        store.checkpoint(
                List.of(new Checkpoint(lease, steps, List.of(), new Next.Finish(JobStatus.COMPLETE, false, null))));
    }

    private static StepRecord done(String step, Object result) {
        return StepRecord.untouched(step).begin().succeed(StepResult.of(result), List.of());
    }

    private Embedding embedding() {
        float[] numbers = new float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return Embedding.of("model", numbers);
    }

    private Fingerprint.Print print() {
        return new Fingerprint.Print(HexFormat.of().toHexDigits(random.nextLong()));
    }
}
