// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.limit.Tallies;
import dev.darkroom.limit.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/*
 * A permit is taken for good, whatever becomes of the host's transaction in which somebody asked for it: if that is bound to
 * the calling thread, another thread asks. So nobody waits at a key's row for a host's commit either.
 */
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
        return database.isBoundHere()
                ? inAnotherThread(() -> changeInOwnTransaction(key, change))
                : changeInOwnTransaction(key, change);
    }

    private static Tally.Turn inAnotherThread(Supplier<Tally.Turn> work) {
        try {
            return CompletableFuture.supplyAsync(work, task -> new Thread(task, "darkroom-permits").start())
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private Tally.Turn changeInOwnTransaction(String key, BiFunction<Tally, Instant, Tally.Turn> change) {
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
        if (!turn.after().equals(before)) {
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
