// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Counts permits in the database of the jobs, by its clock, so that all nodes count together. */
final class JdbcRateLimiter implements RateLimiter {
    private final Database database;
    private final Names names;
    private final Clock clock;

    JdbcRateLimiter(Database database, Names names, Clock clock) {
        this.database = database;
        this.names = names;
        this.clock = clock;
    }

    /** A key's row, locked. */
    private record Count(long number, int used) {}

    @Override
    public Permit acquire(LimitRule rule) {
        return database.transaction("count a permit", connection -> acquire(connection, rule));
    }

    private Permit acquire(Connection connection, LimitRule rule) throws SQLException {
        Optional<Count> known = lock(connection, rule);
        if (known.isEmpty()) {
            introduce(connection, rule);
            known = lock(connection, rule);
        }
        Count count = known.orElseThrow();
        long window = Micros.of(rule.window());
        long now = clock.now(connection);
        long number = Math.max(Math.floorDiv(now, window), count.number());
        int used = number == count.number() ? count.used() : 0;
        if (used >= rule.permits()) {
            return new Permit.Denied(Duration.of((number + 1) * window - now, ChronoUnit.MICROS));
        }
        Statements.update(
                connection,
                names.fill("UPDATE {permit} SET number = ?, used = ? WHERE limit_key = ?"),
                number,
                used + 1,
                rule.key());
        return new Permit.Granted();
    }

    private Optional<Count> lock(Connection connection, LimitRule rule) throws SQLException {
        return Statements.queryOne(
                connection,
                names.fill("SELECT number, used FROM {permit} WHERE limit_key = ? FOR UPDATE"),
                row -> new Count(row.getLong(1), row.getInt(2)),
                rule.key());
    }

    private void introduce(Connection connection, LimitRule rule) throws SQLException {
        Statements.update(
                connection, names.fill("INSERT INTO {permit} (limit_key, number, used) VALUES (?, 0, 0)"), rule.key());
    }
}
