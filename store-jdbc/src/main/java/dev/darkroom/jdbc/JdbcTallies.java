// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.limit.Tallies;
import dev.darkroom.limit.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Keeps tallies in the database of the jobs, by its clock, so that all nodes count together. */
final class JdbcTallies implements Tallies {
    private final Database database;
    private final Names names;
    private final Clock clock;

    JdbcTallies(Database database, Names names, Clock clock) {
        this.database = database;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public Tally.Turn change(String key, BiFunction<Tally, Instant, Tally.Turn> change) {
        return database.transaction("count permits", connection -> change(connection, key, change));
    }

    private Tally.Turn change(Connection connection, String key, BiFunction<Tally, Instant, Tally.Turn> change)
            throws SQLException {
        Optional<String> known = lock(connection, key);
        if (known.isEmpty()) {
            Statements.update(connection, names.fill("INSERT INTO {permit} (limit_key, tally) VALUES (?, '')"), key);
            known = lock(connection, key);
        }
        Tally before = Tally.parse(known.orElseThrow());
        Tally.Turn turn = change.apply(before, Micros.instant(clock.now(connection)));
        if (turn.after() != before) {
            Statements.update(
                    connection,
                    names.fill("UPDATE {permit} SET tally = ? WHERE limit_key = ?"),
                    turn.after().toString(),
                    key);
        }
        return turn;
    }

    private Optional<String> lock(Connection connection, String key) throws SQLException {
        return Statements.queryOne(
                connection,
                names.fill("SELECT tally FROM {permit} WHERE limit_key = ? FOR UPDATE"),
                row -> row.getString(1),
                key);
    }
}
