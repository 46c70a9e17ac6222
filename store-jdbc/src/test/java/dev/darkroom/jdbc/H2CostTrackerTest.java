// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.testkit.CostTrackerContract;
import org.junit.jupiter.api.AfterEach;

class H2CostTrackerTest extends CostTrackerContract {
    private JdbcJobStore store;

    @Override
    protected CostTracker newTracker() {
        store = TestDatabase.H2.newStore().store();
        return store.costs();
    }

    @AfterEach
    void close() {
        store.close();
    }
}
