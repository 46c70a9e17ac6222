// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.testkit.CostTrackerContract;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class MariaDbCostTrackerTest extends CostTrackerContract {
    private JdbcJobStore store;

    @Override
    protected CostTracker newTracker(InstantSource clock) {
        store = TestDatabase.MARIADB.newStore().store();
        return store.costs(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
