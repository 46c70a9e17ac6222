// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.job.JobStore;

class MemoryBookmarksTest extends BookmarksContract {
    private final JobStore store = JobStore.inMemory();

    @Override
    protected JobStore store() {
        return store;
    }

    @Override
    protected JobStore again() {
        return store;
    }
}
