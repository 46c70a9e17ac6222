// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A store with tables of its own, whose past can be moved further back: to the store that is as if time had passed. */
final class TestStore {
    private static final Map<String, List<String>> TIMES = Map.of(
            "job", List.of("submitted_us"),
            "queue", List.of("due_us", "leased_us"),
            "done", List.of("started_us", "finished_us"),
            "worker", List.of("renewed_us", "alive_until_us"));

    private final JdbcSettings settings;
    private final JdbcJobStore store;

    /** Opens tables that may be there already. */
    static TestStore of(JdbcSettings settings) {
        return new TestStore(settings);
    }

    private TestStore(JdbcSettings settings) {
        this.settings = settings;
        this.store = new JdbcJobStore(settings, InstantSource.system(), Duration.ZERO);
    }

    static TestStore at(String url) {
        return of(JdbcSettings.url(url).prefix(newPrefix()));
    }

    static String newPrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 8) + "_";
    }

    JdbcJobStore store() {
        return store;
    }

    JdbcSettings settings() {
        return settings;
    }

    /** Opens the same tables once more. */
    JdbcJobStore open(JdbcSettings otherSettings) {
        return new JdbcJobStore(otherSettings, InstantSource.system(), Duration.ZERO);
    }

    void letPass(Duration time) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url())) {
            letPass(connection, time);
        }
    }

    /** Lets time pass for steps that rest, too; what they say of when they are due is not what was written then. */
    void letPassForSteps(Duration time) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url())) {
            letPass(connection, time);
            shift(connection, settings.prefix() + "step", "due_us", time);
        }
    }

    void letPass(Connection connection, Duration time) throws SQLException {
        for (Map.Entry<String, List<String>> table : TIMES.entrySet()) {
            for (String column : table.getValue()) {
                shift(connection, settings.prefix() + table.getKey(), column, time);
            }
        }
    }

    private static void shift(Connection connection, String table, String column, Duration time) throws SQLException {
        String sql = "UPDATE " + table + " SET " + column + " = " + column + " - ? WHERE " + column + " > 0";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, Micros.of(time));
            statement.executeUpdate();
        }
    }
}
