// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/*
 * A file that somebody copies into the folder is seen long before it is whole. So what was seen is looked at again after
 * a rest, and is settled when nothing about it has changed since the last look. What the system saw too much of to tell
 * (an overflow) is made up for by a look at the whole folder.
 */
/** Finds files in a folder that are new or have changed, once they have stopped growing. For one thread. */
final class FolderWatch implements AutoCloseable {
    private final Path folder;
    private final Duration settle;
    private final WatchService service;
    private final Map<Path, Stamp> growing = new TreeMap<>();
    private final Map<Path, Stamp> settled = new HashMap<>();

    private FolderWatch(Path folder, Duration settle, WatchService service) {
        this.folder = folder;
        this.settle = settle;
        this.service = service;
    }

    /**
     * A file that has stopped growing.
     *
     * @param path where it is
     * @param stamp what it was like
     */
    record Settled(Path path, Stamp stamp) {}

    /** Begins to watch; the files that are there already count as new. */
    static FolderWatch of(Path folder, Duration settle) throws IOException {
        WatchService service = folder.getFileSystem().newWatchService();
        folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        FolderWatch watch = new FolderWatch(folder, settle, service);
        watch.lookAtAll();
        return watch;
    }

    /** Listens for a while, and returns what has settled meanwhile; often nothing. */
    List<Settled> next() throws IOException, InterruptedException {
        hear();
        List<Settled> found = new ArrayList<>();
        for (Path file : List.copyOf(growing.keySet())) {
            Stamp now = Stamp.of(file);
            if (now.equals(Stamp.NONE)) {
                forget(file);
            } else if (hasSettled(file, now)) {
                found.add(new Settled(file, now));
            }
        }
        return found;
    }

    private void forget(Path file) {
        growing.remove(file);
        settled.remove(file);
    }

    /** Whether a file is as it was at the last look, and not as it was when it had settled before. */
    private boolean hasSettled(Path file, Stamp now) {
        if (!now.equals(growing.put(file, now))) {
            return false;
        }
        growing.remove(file);
        return !now.equals(settled.put(file, now));
    }

    private void hear() throws IOException, InterruptedException {
        long end = System.nanoTime() + settle.toNanos();
        for (long left = settle.toNanos(); left > 0; left = end - System.nanoTime()) {
            WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
            if (key != null) {
                take(key);
            }
        }
    }

    private void take(WatchKey key) throws IOException {
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                lookAt(folder.resolve(name));
            } else {
                lookAtAll();
            }
        }
        if (!key.reset()) {
            throw new IOException("the folder " + folder + " can't be watched any more; is it still there?");
        }
    }

    private void lookAtAll() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(this::lookAt);
        }
    }

    /** Begins with a stamp that no file has, so that at least two looks lie before it counts as settled. */
    private void lookAt(Path file) {
        if (Inputs.isPictureName(file)) {
            growing.putIfAbsent(file, Stamp.NONE);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
