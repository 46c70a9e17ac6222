// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds a column of many rows as one array, which is how PostgreSQL takes rows quickest. */
final class Columns {
    private Columns() {}

    static <T> void texts(PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setObject(index, values);
    }

    static <T> void numbers(PreparedStatement statement, int index, List<T> rows, ToLongFunction<T> column)
            throws SQLException {
        statement.setObject(index, rows.stream().mapToLong(column).toArray());
    }

    static <T> void truths(PreparedStatement statement, int index, List<T> rows, Predicate<T> column)
            throws SQLException {
        boolean[] values = new boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.test(rows.get(i));
        }
        statement.setObject(index, values);
    }
}
