// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who asks, and when, by the database's clock.
 *
 * @param now the database's time
 * @param worker the worker's number if it is alive, or 0
 */
record Caller(long now, long worker) {

    static Caller of(Connection connection, Names names, WorkerId worker) throws SQLException {
        return Statements.query(
                        connection,
                        names.fill(
                                "SELECT {now}, (SELECT number FROM {worker} WHERE name = ? AND alive_until_us > {now})"),
                        row -> new Caller(row.getLong(1), row.getLong(2)),
                        worker.value())
                .get(0);
    }
}
