// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStore;
import dev.darkroom.testkit.JobStoreContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class H2JobStoreTest extends JobStoreContract {
    @TempDir
    private Path folder;

    private TestStore tables;

    @Override
    protected JobStore newStore() {
        tables = TestStore.at("jdbc:h2:file:" + folder.resolve("jobs"));
        return tables.store();
    }

    @Override
    protected void letPass(Duration time) throws SQLException {
        tables.letPass(time);
    }
}
