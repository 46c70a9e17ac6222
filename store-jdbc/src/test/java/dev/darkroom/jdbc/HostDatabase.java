// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobQuery;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store and, in the same database, a table of a host that knows nothing of it. */
final class HostDatabase {
    private final TestStore tables;
    private final String uploads;

    HostDatabase(TestDatabase database) throws SQLException {
        tables = database.newStore();
        uploads = tables.settings().prefix() + "uploads";
        String text = database == TestDatabase.MARIADB ? "varchar(500)" : "varchar";
        execute("CREATE TABLE " + uploads + " (id bigint PRIMARY KEY, path " + text + ", mime " + text + ", user_id "
                + text + ", title " + text + ", " + quoted(database, "order") + " int)"
                + (database == TestDatabase.MARIADB ? " CHARSET utf8mb4" : ""));
    }

    private static String quoted(TestDatabase database, String column) {
        return switch (database) {
            case H2 -> "\"ORDER\"";
            case POSTGRESQL -> '"' + column + '"';
            case MARIADB -> '`' + column + '`';
        };
    }

    JdbcJobStore store() {
        return tables.store();
    }

    TestStore tables() {
        return tables;
    }

    /** Returns the name of the host's table. */
    String uploads() {
        return uploads;
    }

    HostTable table() {
        return HostTable.named(uploads).recipe("photo").location(ImageRef.FILE, "path");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(tables.settings().url());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void insert(int id, @Nullable String path) throws SQLException {
        insert(id, path, "image/png", "user-1", "Cat " + id);
    }

    void insert(int id, @Nullable String path, String mime, @Nullable String user, @Nullable String title)
            throws SQLException {
        try (Connection connection = connect()) {
            insert(connection, id, path, mime, user, title);
        }
    }

    void insert(
            Connection connection,
            int id,
            @Nullable String path,
            String mime,
            @Nullable String user,
            @Nullable String title)
            throws SQLException {
        String sql = "INSERT INTO " + uploads + " (id, path, mime, user_id, title) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            statement.setString(2, path);
            statement.setString(3, mime);
            statement.setString(4, user);
            statement.setString(5, title);
            statement.executeUpdate();
        }
    }

    /** Returns all jobs in the order in which they were added. */
    List<Job> jobs() {
        return store().list(JobQuery.all()).jobs().stream()
                .sorted(Comparator.comparing(job -> job.id().value()))
                .toList();
    }

    /** Returns the image ids of all jobs in the order in which they were added. */
    List<String> images() {
        return jobs().stream()
                .map(job -> job.submission().imageId().orElseThrow())
                .toList();
    }
}
