// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.cost.BudgetAlert;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.cost.Usage;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.Submission;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.paid.PaidCalls;
import dev.darkroom.paid.Payer;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a processor's author calls a processor with: one picture, a storage in memory, and notes of what was done. */
public final class FakeStepContext implements StepContext, Payer {
    private final ImageContent source;
    private final RenderRequest wants;
    private final Storage storage = Storage.inMemory();
    private final ManualClock clock = new ManualClock();
    private final List<StoredFile> stored = new CopyOnWriteArrayList<>();
    private final List<Usage> intents = new CopyOnWriteArrayList<>();
    private final CostTracker costs = CostTracker.inMemory(clock);
    private final AtomicInteger operations = new AtomicInteger();
    private final GuardedHttp http =
            GuardedHttp.builder().allowPrivateNetworks().allowAnyPort().build();
    private final PaidCalls paid =
            new PaidCalls(new Turnstile(RateLimiter.unlimited(), clock), costs, PriceBook.builtIn(), List.of(), clock);

    private FakeStepContext(ImageContent source, RenderRequest wants) {
        this.source = source;
        this.wants = wants;
    }

    /** Stands for a first try of a processor on a picture. */
    public static FakeStepContext of(ImageProcessor<?> processor, ImageContent picture) {
        return new FakeStepContext(picture, processor.wants());
    }

    /** Returns what was stored so far. */
    public List<StoredFile> stored() {
        return List.copyOf(stored);
    }

    /** Returns the paid calls that were written down so far. */
    public List<Usage> intents() {
        return List.copyOf(intents);
    }

    /** Returns the storage that files go to. */
    public Storage storage() {
        return storage;
    }

    @Override
    public Job job() {
        Submission submission = Submission.of("test", ImageRef.of("test", "picture"))
                .imageId("1")
                .owner("tester");
        return new Job(
                new JobId(1),
                submission,
                JobState.submitted(clock.instant(), clock.instant()).taken(),
                List.of());
    }

    @Override
    public String step() {
        return "step";
    }

    @Override
    public int tryNumber() {
        return 1;
    }

    @Override
    public Optional<String> ticket() {
        return Optional.empty();
    }

    @Override
    public ImageContent source() {
        return source;
    }

    @Override
    public ImageInfo info() throws IOException {
        return ImageEngine.standard().inspect(source);
    }

    @Override
    public Rendered rendered() throws IOException {
        return ImageEngine.standard().render(source, wants);
    }

    @Override
    public Rendered render(RenderRequest request) throws IOException {
        return ImageEngine.standard().render(source, request);
    }

    @Override
    public StoredFile storeOriginal(String extension, ImageContent content) throws IOException {
        return store("original." + extension, content);
    }

    @Override
    public StoredFile storeRendition(String role, String extension, ImageContent content) throws IOException {
        return store(StorageKey.safe(role) + "." + extension, content);
    }

    private StoredFile store(String key, ImageContent content) throws IOException {
        StoredFile file = storage.put(StorageKey.of(key), content);
        stored.add(file);
        return file;
    }

    @Override
    public void progress(double fraction, String note) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("progress goes from 0 to 1, not " + fraction);
        }
    }

    @Override
    public void intend(Usage intent) {
        intents.add(intent);
        costs.record(List.of(intent));
    }

    @Override
    public <R> R pay(PaidCall<R> call) throws CallFailure, InterruptedException {
        return paid.pay(call, this);
    }

    @Override
    public void settle(String operation, Map<String, BigDecimal> units) {
        paid.settled(operation, units).ifPresent(this::ended);
    }

    /** Returns a client that may call whatever it is asked to: a fake stands on this machine. */
    @Override
    public GuardedHttp http() {
        return http;
    }

    /** Returns the ledger. */
    public CostTracker costs() {
        return costs;
    }

    @Override
    public String newOperation() {
        return "1.1." + operations.incrementAndGet();
    }

    @Override
    public Usage.Purpose purpose() {
        return new Usage.Purpose(1, "test", step(), tryNumber(), "tester");
    }

    @Override
    public List<Usage> leftBehind() {
        return List.of();
    }

    @Override
    public void alert(BudgetAlert alert) {}

    @Override
    public void ended(Usage end) {
        costs.record(List.of(end));
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
