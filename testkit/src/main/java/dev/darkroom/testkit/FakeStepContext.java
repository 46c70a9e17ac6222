// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.codec.ImageEngine;
import dev.darkroom.codec.RenderRequest;
import dev.darkroom.codec.Rendered;
import dev.darkroom.cost.Usage;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageInfo;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.Submission;
import dev.darkroom.process.ImageProcessor;
import dev.darkroom.process.StepContext;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a processor's author calls a processor with: one picture, a storage in memory, and notes of what was done. */
public final class FakeStepContext implements StepContext {
    private final ImageContent source;
    private final RenderRequest wants;
    private final Storage storage = Storage.inMemory();
    private final ManualClock clock = new ManualClock();
    private final List<StoredFile> stored = new CopyOnWriteArrayList<>();
    private final List<Usage> intents = new CopyOnWriteArrayList<>();

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
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
