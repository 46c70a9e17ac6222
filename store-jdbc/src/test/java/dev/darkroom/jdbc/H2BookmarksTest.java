// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStore;
import dev.darkroom.testkit.BookmarksContract;

class H2BookmarksTest extends BookmarksContract {
    private final TestStore tables = TestDatabase.H2.newStore();

    @Override
    protected JobStore store() {
        return tables.store();
    }

    @Override
    protected JobStore again() {
        return tables.open(tables.settings());
    }
}
