// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps files in memory. */
final class MemoryStorage implements Storage {
    private final Map<StorageKey, Entry> files = new ConcurrentHashMap<>();

    @Override
    public StoredFile put(StorageKey key, ImageContent content) throws IOException {
        ImageContent copy = copy(content);
        StoredFile file = new StoredFile(key, copy.size(), copy.sha256());
        files.put(key, new Entry(file, copy));
        return file;
    }

    @Override
    public ImageContent get(StorageKey key) throws IOException {
        Entry entry = files.get(key);
        if (entry == null) {
            throw new NoSuchFileException(key.value());
        }
        return entry.content();
    }

    @Override
    public Optional<StoredFile> find(StorageKey key) {
        return Optional.ofNullable(files.get(key)).map(Entry::file);
    }

    @Override
    public boolean delete(StorageKey key) {
        return files.remove(key) != null;
    }

    private static ImageContent copy(ImageContent content) throws IOException {
        byte[] bytes = content.bytes();
        if (bytes.length != content.size()) {
            throw new IOException("the content has " + bytes.length + " bytes instead of " + content.size());
        }
        return ImageContent.of(bytes.clone());
    }

    private record Entry(StoredFile file, ImageContent content) {}
}
