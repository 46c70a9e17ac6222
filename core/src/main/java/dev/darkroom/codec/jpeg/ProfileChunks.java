// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the chunks in which a JPEG carries its colour profile (ICC.1:2010, B.4). */
public final class ProfileChunks {
    private static final int MOST_CHUNKS = 255;

    private final int mostBytes;
    private final byte[] @Nullable [] chunks = new byte[MOST_CHUNKS + 1][];
    private int count;
    private int bytes;

    /** Prepares for a profile of at most so many bytes; a longer one is left out. */
    public ProfileChunks(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Adds a chunk.
     *
     * @param number its place, from 1
     * @param chunkCount how many it says there are
     */
    public void add(int number, int chunkCount, byte[] chunk) {
        count = Math.max(count, chunkCount);
        bytes += Math.min(chunk.length, mostBytes + 1 - bytes);
        if (bytes <= mostBytes && chunks[number] == null) {
            chunks[number] = chunk;
        }
    }

    /** Returns the profile if all of its chunks are there and it isn't too long. */
    public Optional<byte[]> joined() {
        if (count == 0 || bytes > mostBytes) {
            return Optional.empty();
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream(bytes);
        for (int number = 1; number <= count; number++) {
            byte[] chunk = chunks[number];
            if (chunk == null) {
                return Optional.empty();
            }
            profile.writeBytes(chunk);
        }
        return Optional.of(profile.toByteArray());
    }
}
