// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs single statements: binds by position, maps rows. */
final class Statements {
    private Statements() {}

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Binds what a statement asks for. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Carries out what is neither prepared nor answered, such as a change of tables. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return updateWith(connection, sql, statement -> bind(statement, arguments));
    }

    static <T> List<T> query(Connection connection, String sql, Reader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return queryWith(connection, sql, statement -> bind(statement, arguments), reader);
    }

    static <T> List<T> queryWith(Connection connection, String sql, Binder binder, Reader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }
    }

    static <T> Optional<T> queryOne(Connection connection, String sql, Reader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        return query(connection, sql, reader, arguments).stream().findFirst();
    }

    static int updateWith(Connection connection, String sql, Binder binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bindOne(statement, i + 1, arguments[i]);
        }
    }

    private static void bindOne(PreparedStatement statement, int index, @Nullable Object argument) throws SQLException {
        if (argument == null) {
            statement.setNull(index, Types.VARCHAR);
        } else if (argument instanceof String text) {
            statement.setString(index, text);
        } else if (argument instanceof Long number) {
            statement.setLong(index, number);
        } else if (argument instanceof Integer number) {
            statement.setInt(index, number);
        } else if (argument instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (argument instanceof Boolean truth) {
            statement.setBoolean(index, truth);
        } else {
            throw new IllegalArgumentException("no column takes a " + argument.getClass());
        }
    }
}
