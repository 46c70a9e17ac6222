// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.event.JobListener;
import dev.darkroom.job.JobStore;
import dev.darkroom.storage.Placement;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import java.time.Duration;

/**
 * What a Darkroom works with, opened.
 *
 * @param store where jobs are kept
 * @param storage where files go
 * @param services what recipes may use
 */
record Workplace(JobStore store, Storage storage, Services services) implements AutoCloseable {
    /** A step of ours takes a second or two; who presses Ctrl-C doesn't want to wait longer than this. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** A pixel is 4 bytes decoded, and is scaled into another buffer; the rest of the heap is for the rest of us. */
    private static final int HEAP_BYTES_A_PIXEL = 12;

    /** Builds a Darkroom that knows all recipes and begins to work at once. */
    Darkroom begin(JobListener listener) {
        DarkroomBuilder builder = Darkroom.builder()
                .store(store)
                .storage(storage)
                .originals(Workplace::place)
                .renditions(Workplace::place)
                .maxPixels(Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_PIXEL)
                .drain(DRAIN)
                .listener(listener);
        services.join(builder);
        Recipes.with(services).all().forEach(known -> builder.recipe(known.recipe()));
        return builder.build();
    }

    /** One folder for each picture, with a name that a person recognizes: {@code cat-1f0c3a9b/thumbnail.jpg}. */
    private static StorageKey place(Placement file) {
        String folder = file.owner().map(owner -> StorageKey.safe(owner) + "/").orElse("");
        return StorageKey.of(folder + file.imageId() + "/" + file.role() + "." + file.extension());
    }

    /** Closes the store once more if a Darkroom had it, which is harmless. */
    @Override
    public void close() {
        store.close();
    }
}
