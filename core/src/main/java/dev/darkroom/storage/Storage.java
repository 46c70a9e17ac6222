// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps files under keys: originals and renditions.
 *
 * <p>What an implementation promises, and {@code StorageContract} in the testkit checks: a file is seen whole or not at
 * all, also after a crash in the middle of {@link #put}; putting again replaces; what {@code put} returned describes
 * what {@link #get} reads. Safe to share between threads.
 */
public interface Storage {

    /** Stores a file durably before it returns; a file that was there is replaced in one step. */
    StoredFile put(StorageKey key, ImageContent content) throws IOException;

    /** Returns the bytes of a file, or throws {@link java.nio.file.NoSuchFileException}. */
    ImageContent get(StorageKey key) throws IOException;

    /** Returns what is known of a file, or nothing if there is none. */
    Optional<StoredFile> find(StorageKey key) throws IOException;

    /** Deletes a file; returns whether there was one. */
    boolean delete(StorageKey key) throws IOException;

    /** Keeps files in memory, for tests and trials. */
    static Storage inMemory() {
        return new MemoryStorage();
    }
}
