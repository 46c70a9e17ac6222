// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2TriggersTest {
    private static final HostTable UPLOADS =
            HostTable.named("shop.uploads").recipe("photo").location(ImageRef.FILE, "path");

    @TempDir
    private Path folder;

    @Test
    void aTriggerStaysWhereTheTableIsAndOutlivesTheDatabasesEnd() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");
        try (JdbcJobStore store = JdbcJobStore.open(url)) {
            execute(url, "CREATE SCHEMA shop", "CREATE TABLE shop.uploads (id uuid PRIMARY KEY, path clob)");
            store.triggers().install(UPLOADS);
        }
        execute(url, "INSERT INTO shop.uploads VALUES (random_uuid(), 'a.jpg'), (random_uuid(), 'b.jpg')");

        try (JdbcJobStore store = JdbcJobStore.open(url)) {
            assertThat(store.triggers().isInstalled(UPLOADS)).isTrue();
            assertThat(store.counts()).containsEntry(JobStatus.PENDING, 2L);
        }
    }

    @Test
    void aSchemaMayHaveANameInLowerCase() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");
        try (JdbcJobStore store = JdbcJobStore.open(url)) {
            for (String table : List.of("\"tenant\".uploads", "\"tenant\".\"small_logos\"")) {
                execute(
                        url,
                        "CREATE SCHEMA IF NOT EXISTS \"tenant\"",
                        "CREATE TABLE " + table + " (id int, path clob)");
                HostTable rows =
                        HostTable.named(table.replace("\"", "")).recipe("photo").location(ImageRef.FILE, "path");
                store.triggers().install(rows);
                execute(url, "INSERT INTO " + table + " VALUES (" + table.length() + ", 'a.jpg')");
                assertThat(store.triggers().isInstalled(rows)).isTrue();
                store.triggers().uninstall(rows);
                assertThat(store.triggers().isInstalled(rows)).isFalse();
                execute(url, "INSERT INTO " + table + " VALUES (0, 'b.jpg')");
            }
            assertThat(store.counts()).containsEntry(JobStatus.PENDING, 2L);
        }
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
