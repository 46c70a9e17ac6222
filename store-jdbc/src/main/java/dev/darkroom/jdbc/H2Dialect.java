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
    private static final int EXCLUSIVE_ELSEWHERE = 90_135;
    private static final int MOST_ATTEMPTS = 100;
    private static final int ADMIN_RIGHTS_REQUIRED = 90_040;
    private static final int NOT_ENOUGH_RIGHTS = 90_096;

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

    @Override
    boolean isForbidden(SQLException failure) {
        return failure.getErrorCode() == ADMIN_RIGHTS_REQUIRED || failure.getErrorCode() == NOT_ENOUGH_RIGHTS;
    }

    /**
     * All others wait, whatever they want to do. Only an administrator can have that; others do without. Of two who ask
     * in the same moment one is refused, and waits like the others when asking again.
     */
    @Override
    void lock(Connection connection, String name) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                setExclusive(connection, 1);
                return;
            } catch (SQLException e) {
                if (e.getErrorCode() != EXCLUSIVE_ELSEWHERE || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    void unlock(Connection connection, String name) throws SQLException {
        setExclusive(connection, 0);
    }

    private void setExclusive(Connection connection, int mode) throws SQLException {
        try {
            Statements.execute(connection, "SET EXCLUSIVE " + mode);
        } catch (SQLException e) {
            if (!isForbidden(e)) {
                throw e;
            }
        }
    }

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
            return row.getBoolean(1)
                    ? Optional.of(
                            "its file can only be read; look at the file's permissions, and for ACCESS_MODE_DATA in the address")
                    : Optional.empty();
        }
    }

    /** Only an administrator sees the sessions of others. */
    @Override
    boolean isAlone(Connection connection) throws SQLException {
        return Statements.queryOne(
                        connection,
                        "SELECT (SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER)"
                                + " AND (SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS) = 1",
                        row -> row.getBoolean(1))
                .orElse(false);
    }

    @Override
    Optional<String> whyNotDurable(Connection connection) throws SQLException {
        try {
            Statements.execute(connection, "SET WRITE_DELAY 0");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("H2 writes commits to disk half a second late, and this user may not change that; let an"
                    + " administrator do it once, with SET WRITE_DELAY 0");
        }
    }
}
