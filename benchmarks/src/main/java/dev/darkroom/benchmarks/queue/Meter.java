// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/**
 * Reads what was used up so far: by PostgreSQL in one database, and by this JVM.
 *
 * <p>Writing transactions are counted by their numbers, which only those get that write. The log's bytes are those of
 * the whole server, on which nothing else happens. A statement's time is that of {@code pg_stat_statements}: without
 * its planning, and without the wait for the disk at a commit.
 */
final class Meter implements AutoCloseable {
    private static final String READ = """
            SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                   pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint,
                   coalesce(sum(s.total_exec_time), 0), coalesce(sum(s.calls), 0)
            FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = ?""";

    private final Connection connection;
    private final LongSupplier cpuNanos;

    Meter(PostgresServer server, LongSupplier cpuNanos) throws SQLException {
        this.connection = server.main();
        this.cpuNanos = cpuNanos;
    }

    Reading read(String database) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Reading(
                        System.nanoTime(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getLong(4),
                        cpuNanos.getAsLong());
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** What was used up at one moment, from a beginning that doesn't matter. */
    record Reading(long nanoTime, long writes, long logBytes, double statementMillis, long statements, long cpuNanos) {

        /** Returns what each of some jobs used up from then to now. */
        Cost since(Reading then, int jobs) {
            double n = jobs;
            return new Cost(
                    (writes - then.writes) / n,
                    (statements - then.statements) / n,
                    (logBytes - then.logBytes) / n,
                    (statementMillis - then.statementMillis) * 1e3 / n,
                    (cpuNanos - then.cpuNanos) / 1e3 / n);
        }

        double secondsSince(long nanoTimeThen) {
            return (nanoTime - nanoTimeThen) / 1e9;
        }
    }

    /** What one job used up. */
    record Cost(double writes, double statements, double logBytes, double databaseMicros, double cpuMicros) {}
}
