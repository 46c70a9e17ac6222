// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.source.ImageSource;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import java.io.IOException;

class StoredSourceTest extends ImageSourceContract {
    private static final String UPLOAD = "user-images/cat.png";

    private final Storage storage = Storage.inMemory();

    @Override
    protected ImageSource source() {
        return ImageSource.stored(storage);
    }

    @Override
    protected ImageRef place(byte[] bytes) throws IOException {
        storage.put(StorageKey.of(UPLOAD), ImageContent.of(bytes));
        return ImageRef.stored(UPLOAD);
    }

    @Override
    protected ImageRef missing() {
        return ImageRef.stored("user-images/none.png");
    }
}
