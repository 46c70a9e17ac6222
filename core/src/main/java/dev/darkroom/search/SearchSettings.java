// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a {@link Search} may hold, and how fresh it is.
 *
 * <p>Immutable: each method that begins with a verb returns a changed copy.
 *
 * @param heapBytes how many bytes of vectors lie on the heap; the rest lies in a file that is mapped into memory, of which
 *     the system keeps as much in memory as it likes
 * @param maxBytes how many bytes there may be in all, those of the file and what is known of each picture among them
 * @param folder where the file is, or null for the system's folder for such files; it is gone when the search is closed
 * @param fresh for how long a search doesn't look again what is new
 */
public record SearchSettings(
        long heapBytes, long maxBytes, @Nullable Path folder, Duration fresh) {
    private static final long MEGABYTE = 1024L * 1024;

    /** Checks the ranges. */
    public SearchSettings {
        if (heapBytes < 0 || maxBytes <= 0 || fresh.isNegative()) {
            throw new IllegalArgumentException(
                    "a search can't hold " + heapBytes + " of " + maxBytes + " bytes, or be " + fresh + " old");
        }
    }

    /** 64 MB of vectors on the heap, 4 GB in all, and what is new seen after a second. */
    public static SearchSettings standard() {
        return new SearchSettings(64 * MEGABYTE, 4096 * MEGABYTE, null, Duration.ofSeconds(1));
    }

    /** Holds so many bytes of vectors on the heap. */
    public SearchSettings keepOnHeap(long bytes) {
        return new SearchSettings(bytes, maxBytes, folder, fresh);
    }

    /** Holds so many bytes in all. */
    public SearchSettings keepAtMost(long bytes) {
        return new SearchSettings(heapBytes, bytes, folder, fresh);
    }

    /** Has its file in this folder. */
    public SearchSettings keepIn(Path folder) {
        return new SearchSettings(heapBytes, maxBytes, folder, fresh);
    }

    /** Looks what is new when it was not looked for so long. */
    public SearchSettings lookAfter(Duration fresh) {
        return new SearchSettings(heapBytes, maxBytes, folder, fresh);
    }
}
