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

/** H2 2.x. */
final class H2Dialect extends Dialect {
    private static final int LOCK_TIMEOUT = 50_200;

    @Override
    String product() {
        return "H2";
    }

    @Override
    String folder() {
        return "h2";
    }

    @Override
    String now() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT)";
    }

    @Override
    String isOneOf(String column, int count) {
        return column + " = ANY(?)";
    }

    @Override
    int bind(PreparedStatement statement, int index, Collection<Long> numbers) throws SQLException {
        statement.setObject(index, numbers.toArray());
        return index + 1;
    }

    @Override
    String upsert(String table, List<String> key, List<String> columns, int rows) {
        return "MERGE INTO " + table + " (" + String.join(", ", columns) + ") KEY (" + String.join(", ", key)
                + ") VALUES " + Values.rows(rows, columns.size());
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
        return Statements.queryOne(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = CURRENT_SCHEMA"
                                + " AND UPPER(TABLE_NAME) = UPPER(?)",
                        row -> true,
                        table)
                .isPresent();
    }

    @Override
    boolean isWorthRepeating(SQLException failure) {
        return super.isWorthRepeating(failure) || failure.getErrorCode() == LOCK_TIMEOUT;
    }

    /** H2 lets one session at a time change tables; a file is open in one JVM anyway. */
    @Override
    void lock(Connection connection, String name) {}

    @Override
    void unlock(Connection connection, String name) {}

    @Override
    Doors doors(Names names) {
        return new H2Doors(names);
    }

    @Override
    boolean rollsBackTables() {
        return false;
    }

    @Override
    Optional<String> whyReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT READONLY()")) {
            row.next();
            return row.getBoolean(1) ? Optional.of("the database file can only be read") : Optional.empty();
        }
    }

    @Override
    Optional<String> whyNotDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("H2 writes commits to disk half a second late, and this user may not change that; add"
                    + " ;WRITE_DELAY=0 to its URL");
        }
    }
}
