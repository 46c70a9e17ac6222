// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells the time in microseconds since 1970.
 *
 * @param names fills in SQL
 * @param byHand the clock that counts, or null if the database's does
 */
record Clock(Names names, @Nullable InstantSource byHand) {

    long now(Connection connection) throws SQLException {
        return byHand == null ? ofDatabase(connection, names) : Micros.of(byHand.instant());
    }

    static long ofDatabase(Connection connection, Names names) throws SQLException {
        return Statements.query(connection, names.fill("SELECT {now}"), row -> row.getLong(1))
                .get(0);
    }
}
