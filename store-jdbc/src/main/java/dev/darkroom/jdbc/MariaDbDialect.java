// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** MariaDB 10.6+ and MySQL 8: only what both have. */
final class MariaDbDialect extends Dialect {
    private static final int LOCK_WAIT_TIMEOUT = 1_205;
    private static final int DEADLOCK = 1_213;
    private static final int DUPLICATE = 1_062;
    private static final int LOCK_SECONDS = 120;

    /** For a database, a table, a column and a right such as SUPER. */
    private static final Set<Integer> FORBIDDEN = Set.of(1_044, 1_142, 1_143, 1_227);

    private final String product;

    MariaDbDialect(String product) {
        this.product = product;
    }

    @Override
    String product() {
        return product;
    }

    @Override
    String folder() {
        return "mariadb";
    }

    @Override
    String now() {
        return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))";
    }

    @Override
    String isOneOf(String column, int count) {
        return column + " IN (" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    @Override
    int bind(PreparedStatement statement, int index, Collection<Long> numbers) throws SQLException {
        int next = index;
        for (Long number : numbers) {
            statement.setLong(next++, number);
        }
        return next;
    }

    @Override
    String upsert(String table, List<String> key, List<String> columns, int rows) {
        String changes = columns.stream()
                .filter(column -> !key.contains(column))
                .map(column -> column + " = VALUES(" + column + ")")
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES "
                + Values.rows(rows, columns.size()) + " ON DUPLICATE KEY UPDATE " + changes;
    }

    /** Drivers tell the first number, and the server gives one statement numbers in a row. */
    @Override
    List<Long> allIds(Connection connection, List<Long> told, int rows) throws SQLException {
        if (told.size() == rows || told.isEmpty()) {
            return super.allIds(connection, told, rows);
        }
        long step =
                Long.parseLong(setting(connection, "auto_increment_increment").orElse("1"));
        return LongStream.range(0, rows)
                .map(row -> told.get(0) + row * step)
                .boxed()
                .toList();
    }

    @Override
    String skippingLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    String seeingLatest() {
        return " LOCK IN SHARE MODE";
    }

    @Override
    boolean hasTable(Connection connection, String table) throws SQLException {
        return Statements.queryOne(
                        connection,
                        "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
                        row -> true,
                        table)
                .isPresent();
    }

    /** A collation that tells texts apart that differ only in spaces at the end; the two servers name it differently. */
    @Override
    String collation() {
        return product.equals("MariaDB") ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
    }

    /** Its default, repeatable read, locks gaps between rows and reads what has long changed. */
    @Override
    void begin(Connection connection) throws SQLException {
        Statements.execute(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        super.begin(connection);
    }

    @Override
    boolean isWorthRepeating(SQLException failure) {
        return super.isWorthRepeating(failure)
                || failure.getErrorCode() == DEADLOCK
                || failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    @Override
    boolean isDuplicate(SQLException failure) {
        return failure.getErrorCode() == DUPLICATE;
    }

    @Override
    boolean isForbidden(SQLException failure) {
        return FORBIDDEN.contains(failure.getErrorCode());
    }

    @Override
    void lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT GET_LOCK(?, " + LOCK_SECONDS + ")")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getInt(1) != 1) {
                    throw new SQLException("another node has been changing the tables for " + LOCK_SECONDS + " s");
                }
            }
        }
    }

    @Override
    void unlock(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT RELEASE_LOCK(?)")) {
            statement.setString(1, name);
            statement.executeQuery().close();
        }
    }

    @Override
    Doors doors(Names names) {
        return new MariaDbDoors(names, collation());
    }

    @Override
    boolean rollsBackTables() {
        return false;
    }

    @Override
    Optional<String> whyReadOnly(Connection connection) throws SQLException {
        return setting(connection, "read_only")
                        .filter(value -> !value.equals("0") && !value.equals("OFF"))
                        .isPresent()
                ? Optional.of("the server is set to read_only; connect to the one that takes writes")
                : Optional.empty();
    }

    @Override
    Optional<String> whyNotDurable(Connection connection) throws SQLException {
        return setting(connection, "innodb_flush_log_at_trx_commit")
                        .filter(value -> !value.equals("1"))
                        .isPresent()
                ? Optional.of("innodb_flush_log_at_trx_commit is not 1, so a crash of the server loses commits")
                : Optional.empty();
    }

    private static Optional<String> setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@" + name)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
