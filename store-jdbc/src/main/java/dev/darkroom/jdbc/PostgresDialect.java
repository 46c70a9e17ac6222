// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** PostgreSQL 13+. */
final class PostgresDialect extends Dialect {
    private static final String DEADLOCK = "40P01";

    @Override
    String product() {
        return "PostgreSQL";
    }

    @Override
    String folder() {
        return "postgresql";
    }

    @Override
    String now() {
        return "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    @Override
    String isOneOf(String column, int count) {
        return column + " = ANY(?)";
    }

    @Override
    int bind(PreparedStatement statement, int index, Collection<Long> numbers) throws SQLException {
        statement.setObject(index, numbers.stream().mapToLong(Long::longValue).toArray());
        return index + 1;
    }

    @Override
    String upsert(String table, List<String> key, List<String> columns, int rows) {
        String changes = columns.stream()
                .filter(column -> !key.contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES "
                + Values.rows(rows, columns.size()) + " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET "
                + changes;
    }

    @Override
    String skippingLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    String seeingLatest() {
        return "";
    }

    @Override
    boolean hasTable(Connection connection, String table) throws SQLException {
        return Statements.query(connection, "SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), table)
                .get(0);
    }

    @Override
    Hints hints(Database database, Names names) {
        return new PostgresHints(database, names);
    }

    @Override
    boolean isWorthRepeating(SQLException failure) {
        return super.isWorthRepeating(failure) || DEADLOCK.equals(failure.getSQLState());
    }

    @Override
    void lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, name);
            statement.executeQuery().close();
        }
    }

    @Override
    void unlock(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_unlock(hashtextextended(?, 0))")) {
            statement.setString(1, name);
            statement.executeQuery().close();
        }
    }

    @Override
    Doors doors(Names names) {
        return new PostgresDoors(names);
    }

    @Override
    boolean rollsBackTables() {
        return true;
    }

    @Override
    Optional<String> whyReadOnly(Connection connection) throws SQLException {
        if (setting(connection, "in_hot_standby").equals("on")) {
            return Optional.of("this is a standby server; connect to the primary");
        }
        return setting(connection, "transaction_read_only").equals("on")
                ? Optional.of("default_transaction_read_only is on for this user, database or server; turn it off")
                : Optional.empty();
    }

    @Override
    Optional<String> whyNotDurable(Connection connection) throws SQLException {
        if (setting(connection, "synchronous_commit").equals("off")) {
            return Optional.of("synchronous_commit is off, so a crash of the server loses what was acknowledged last");
        }
        return setting(connection, "fsync").equals("off")
                ? Optional.of("fsync is off, so a power cut may lose everything")
                : Optional.empty();
    }

    /** Returns a setting, or nothing where the server is too old to have it. */
    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('" + name + "', true)")) {
            String value = row.next() ? row.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    @Override
    Queue queue(Names names, Steps steps, NewJobs newJobs, Checkpoints checkpoints) {
        return new PostgresQueue(this, names, steps, newJobs, checkpoints);
    }
}
