// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Reads what a storage keeps. */
final class StoredSource implements ImageSource {
    private final Storage storage;

    StoredSource(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return ImageRef.STORED;
    }

    @Override
    public ImageContent fetch(ImageRef ref, long maxBytes) throws IOException {
        ImageContent content = read(ref);
        Sizes.check(ref.toString(), content.size(), maxBytes);
        return content;
    }

    private ImageContent read(ImageRef ref) throws IOException {
        try {
            return storage.get(StorageKey.of(ref.location()));
        } catch (NoSuchFileException e) {
            throw new ImageRejectedException(
                    ImageRejectedException.Reason.MISSING, "the storage has no file " + ref.location(), e);
        }
    }
}
