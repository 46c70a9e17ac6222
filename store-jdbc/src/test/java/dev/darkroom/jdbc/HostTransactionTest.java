// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Added;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class HostTransactionTest {
    private static final Submission PICTURE =
            Submission.of("photo", ImageRef.file("cat.jpg")).imageId("42");

    private final TestDatabase database;
    private HikariDataSource pool;
    private JdbcJobStore store;

    HostTransactionTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        pool = database.open();
        store = JdbcJobStore.open(JdbcSettings.dataSource(pool).prefix(TestStore.newPrefix()));
    }

    @AfterEach
    void close() {
        store.close();
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJobExistsExactlyIfTheHostsTransactionIsCommitted(boolean commits) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            List<Added> added = store.submitIn(connection, PICTURE);
            assertThat(added).hasSize(1).allMatch(Added::created);
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
        assertThat(store.counts()).containsEntry(JobStatus.PENDING, commits ? 1L : 0L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepeatAfterACommitOfUnknownOutcomeGivesTheSameJob(boolean wasCommitted) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            store.submitIn(connection, PICTURE);
            if (wasCommitted) {
                connection.commit();
            } else {
                connection.rollback();
            }
            Added again = store.submitIn(connection, PICTURE).get(0);
            connection.commit();
            assertThat(again.created()).isEqualTo(!wasCommitted);
        }
        assertThat(store.counts()).containsEntry(JobStatus.PENDING, 1L);
    }
}
