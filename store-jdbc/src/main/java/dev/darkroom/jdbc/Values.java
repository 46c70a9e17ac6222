// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Writes many rows with few statements. */
final class Values {
    /** A statement's text differs with its number of rows, so only a few numbers are used. */
    private static final int[] SIZES = {256, 64, 16, 4, 1};

    private Values() {}

    /** Makes the text of a statement for so many rows. */
    interface Text {
        String of(int rows);
    }

    /** Binds one row; returns the index after it. */
    interface Binder<T> {
        int bind(PreparedStatement statement, int index, T row) throws SQLException;
    }

    static String rows(int rows, int columns) {
        String one = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        return String.join(", ", Collections.nCopies(rows, one));
    }

    static <T> void write(Connection connection, List<T> rows, Text text, Binder<T> binder) throws SQLException {
        int done = 0;
        while (done < rows.size()) {
            int size = largestFor(rows.size() - done);
            try (PreparedStatement statement = connection.prepareStatement(text.of(size))) {
                int index = 1;
                for (T row : rows.subList(done, done + size)) {
                    index = binder.bind(statement, index, row);
                }
                statement.executeUpdate();
            }
            done += size;
        }
    }

    /** Returns the largest number of rows that a statement may have and that is not more than are left. */
    static int largestFor(int left) {
        for (int size : SIZES) {
            if (size <= left) {
                return size;
            }
        }
        throw new IllegalArgumentException("no rows are left");
    }
}
