// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import dev.darkroom.Darkroom;
import dev.darkroom.DarkroomBuilder;
import dev.darkroom.event.JobListener;
import dev.darkroom.storage.FileStorage;
import dev.darkroom.storage.Placement;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that a working Darkroom is built from, and the building of it. */
final class Setup {
    /** A step of ours takes a second or two; who presses Ctrl-C doesn't want to wait longer than this. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** A pixel is 4 bytes decoded, and is scaled into another buffer; the rest of the heap is for the rest of us. */
    private static final int HEAP_BYTES_A_PIXEL = 12;

    // Set by picocli before the command begins.
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where files go (${DEFAULT-VALUE}).")
    private Path out = Path.of("darkroom-out");

    @Option(names = "--db", paramLabel = "WHERE", description = "Where jobs are kept (${DEFAULT-VALUE}).")
    private String db = Stores.USUAL;

    Path out() {
        return out;
    }

    String db() {
        return db;
    }

    /** Opens the folder for the files, or says why that can't be; makes nothing if the jobs would have no place. */
    Storage storage(Host host) {
        host.stores().lasts(db);
        try {
            return FileStorage.at(out);
        } catch (FileSystemException e) {
            throw new UsageException("can't write to --out " + out + ": " + Reasons.of(e), e);
        } catch (IOException e) {
            throw new UsageException("can't write to --out " + out + ": " + e.getMessage(), e);
        }
    }

    /** Builds a Darkroom that knows all recipes and begins to work at once. */
    Darkroom open(Host host, Storage storage, JobListener... listeners) {
        DarkroomBuilder builder = Darkroom.builder()
                .store(host.stores().open(db))
                .storage(storage)
                .originals(Setup::place)
                .renditions(Setup::place)
                .maxPixels(Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_PIXEL)
                .drain(DRAIN);
        Recipes.all().forEach(known -> builder.recipe(known.recipe()));
        for (JobListener listener : listeners) {
            builder.listener(listener);
        }
        return builder.build();
    }

    /** One folder for each picture, with a name that a person recognizes: {@code cat-1f0c3a9b/thumbnail.jpg}. */
    private static StorageKey place(Placement file) {
        String folder = file.owner().map(owner -> StorageKey.safe(owner) + "/").orElse("");
        return StorageKey.of(folder + file.imageId() + "/" + file.role() + "." + file.extension());
    }
}
