// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStore;
import dev.darkroom.testkit.JobStoreContract;
import java.sql.SQLException;
import java.time.Duration;

class MariaDbJobStoreTest extends JobStoreContract {
    private TestStore tables;

    @Override
    protected JobStore newStore() {
        tables = TestStore.at(MariaDbServer.url());
        return tables.store();
    }

    @Override
    protected void letPass(Duration time) throws SQLException {
        tables.letPass(time);
    }
}
