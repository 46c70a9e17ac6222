// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Room for floats, on the heap or beyond it in a mapped file, up to a bound. Safe to share between threads. */
final class Shelf implements AutoCloseable {
    private static final int REGION_BYTES = 1 << 26;

    private final SearchSettings settings;

    // Guarded by this object's monitor.
    private long taken;
    private long onHeap;
    private long inFile;
    private FloatBuffer region = FloatBuffer.allocate(0);
    private @Nullable FileChannel file;

    Shelf(SearchSettings settings) {
        this.settings = settings;
    }

    /** Counts bytes that lie elsewhere, or refuses them. */
    synchronized void count(long bytes) {
        if (taken + bytes > settings.maxBytes()) {
            throw new IllegalStateException("a search of all pictures would hold more than the "
                    + settings.maxBytes() + " bytes that it may; allow more by SearchSettings.keepAtMost,"
                    + " or forget old jobs");
        }
        taken += bytes;
    }

    /** Returns room for so many floats, all of them zero, and counts so many bytes that lie elsewhere. */
    synchronized FloatBuffer take(int floats, long beside) {
        long bytes = (long) floats * Float.BYTES;
        count(bytes + beside);
        if (onHeap + bytes <= settings.heapBytes()) {
            onHeap += bytes;
            return FloatBuffer.allocate(floats);
        }
        try {
            return takeFromFile(floats);
        } catch (IOException e) {
            taken -= bytes + beside;
            throw new UncheckedIOException("the file of a search can't grow: " + e.getMessage(), e);
        }
    }

    private FloatBuffer takeFromFile(int floats) throws IOException {
        if (region.remaining() < floats) {
            region = nextRegion(Math.max(REGION_BYTES, floats * Float.BYTES));
        }
        FloatBuffer room = region.slice(region.position(), floats);
        region.position(region.position() + floats);
        return room;
    }

    /** What is mapped is written first: a full disk is told then, and not by a fault on a page of memory. */
    private FloatBuffer nextRegion(int bytes) throws IOException {
        FileChannel open = file;
        if (open == null) {
            open = open();
            file = open;
        }
        ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        for (long at = inFile; at < inFile + bytes; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), inFile + bytes - at));
            while (zeros.hasRemaining()) {
                open.write(zeros, at + zeros.position());
            }
        }
        FloatBuffer mapped = open.map(FileChannel.MapMode.READ_WRITE, inFile, bytes)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        inFile += bytes;
        return mapped;
    }

    private FileChannel open() throws IOException {
        Path folder = settings.folder();
        Path path = folder == null
                ? Files.createTempFile("darkroom-search", ".floats")
                : Files.createTempFile(folder, "darkroom-search", ".floats");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the file of a search can't be closed", e);
        }
    }
}
