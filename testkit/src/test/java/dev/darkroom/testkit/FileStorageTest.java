// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.storage.FileStorage;
import dev.darkroom.storage.Storage;

class FileStorageTest extends StorageContract {
    @Override
    protected Storage newStorage() throws Exception {
        return FileStorage.at(scratch.resolve("media"));
    }
}
