// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.storage.Storage;

class MemoryStorageTest extends StorageContract {
    @Override
    protected Storage newStorage() {
        return Storage.inMemory();
    }
}
