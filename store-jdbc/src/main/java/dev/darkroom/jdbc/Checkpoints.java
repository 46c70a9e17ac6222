// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.JobId;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes checkpoints by statements that every database has. */
final class Checkpoints {
    private static final String INSERT_DONE =
            "INSERT INTO {done} (job_id, status, partial, reason, token, started_us, finished_us) VALUES ";

    private final Dialect dialect;
    private final Names names;
    private final Steps steps;
    private final Ledger ledger;

    Checkpoints(Dialect dialect, Names names, Steps steps, Ledger ledger) {
        this.dialect = dialect;
        this.names = names;
        this.steps = steps;
        this.ledger = ledger;
    }

    /** Returns the leases that were lost. */
    Set<Lease> write(Connection connection, List<Checkpoint> checkpoints) throws SQLException {
        Set<Lease> lost = new LinkedHashSet<>();
        for (List<Checkpoint> round : rounds(checkpoints)) {
            lost.addAll(writeRound(connection, round));
        }
        return lost;
    }

    /** Parts checkpoints so that each part has one for each job at most, in order. */
    static List<List<Checkpoint>> rounds(List<Checkpoint> checkpoints) {
        List<List<Checkpoint>> rounds = new ArrayList<>();
        Map<JobId, Integer> seen = new HashMap<>();
        for (Checkpoint checkpoint : checkpoints) {
            int round = seen.merge(checkpoint.lease().id(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(checkpoint);
        }
        return rounds;
    }

    /** A row of the queue as it is when a checkpoint arrives. */
    private record Row(long token, long leasedMicros, boolean dueAtOnce) {}

    /** A checkpoint whose lease holds. */
    private record Held(Checkpoint checkpoint, Row row) {

        long id() {
            return checkpoint.lease().id().value();
        }
    }

    /** Writes checkpoints of which no two are for one job. */
    private Set<Lease> writeRound(Connection connection, List<Checkpoint> checkpoints) throws SQLException {
        Map<Long, Row> rows = lock(connection, checkpoints);
        Set<Lease> lost = new LinkedHashSet<>();
        List<Held> held = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            Row row = rows.get(checkpoint.lease().id().value());
            if (row != null && row.token() == checkpoint.lease().token()) {
                held.add(new Held(checkpoint, row));
            } else {
                lost.add(checkpoint.lease());
            }
        }
        if (!held.isEmpty()) {
            writeHeld(connection, held);
        }
        return lost;
    }

    private Map<Long, Row> lock(Connection connection, List<Checkpoint> checkpoints) throws SQLException {
        Map<Long, Row> rows = new HashMap<>();
        List<Long> ids = checkpoints.stream()
                .map(checkpoint -> checkpoint.lease().id().value())
                .toList();
        Statements.queryWith(
                connection,
                names.fill("SELECT job_id, token, leased_us, woken, cancel_wish FROM {queue} WHERE worker <> 0 AND ")
                        + dialect.isOneOf("job_id", ids.size()) + " ORDER BY job_id FOR UPDATE",
                statement -> dialect.bind(statement, 1, ids),
                row -> rows.put(
                        row.getLong(1),
                        new Row(row.getLong(2), row.getLong(3), row.getBoolean(4) || row.getString(5) != null)));
        return rows;
    }

    private void writeHeld(Connection connection, List<Held> held) throws SQLException {
        long now = Clock.ofDatabase(connection, names);
        List<Checkpoint> checkpoints = held.stream().map(Held::checkpoint).toList();
        steps.write(connection, Steps.of(checkpoints), now);
        ledger.write(
                connection,
                checkpoints.stream()
                        .flatMap(checkpoint -> checkpoint.usage().stream())
                        .toList());
        finish(connection, held, now);
        release(connection, held, now);
        begin(connection, held);
    }

    private void finish(Connection connection, List<Held> held, long now) throws SQLException {
        List<Done> ended = new ArrayList<>();
        for (Held one : held) {
            if (one.checkpoint().next() instanceof Next.Finish finish) {
                ended.add(
                        new Done(one.id(), finish, one.row().token(), one.row().leasedMicros()));
            }
        }
        end(connection, ended, now);
    }

    private void release(Connection connection, List<Held> held, long now) throws SQLException {
        String sql = names.fill("UPDATE {queue} SET worker = 0, begun = FALSE, rescued = FALSE, deaths = 0, due_us = ?"
                + " WHERE job_id = ?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int count = 0;
            for (Held one : held) {
                if (one.checkpoint().next() instanceof Next.Release release) {
                    statement.setLong(1, one.row().dueAtOnce() ? now : now + Micros.of(release.delay()));
                    statement.setLong(2, one.id());
                    statement.addBatch();
                    count++;
                }
            }
            if (count > 0) {
                statement.executeBatch();
            }
        }
    }

    private void begin(Connection connection, List<Held> held) throws SQLException {
        List<Long> begun = held.stream()
                .filter(one -> one.checkpoint().next() instanceof Next.Begin)
                .map(Held::id)
                .toList();
        if (!begun.isEmpty()) {
            Statements.updateWith(
                    connection,
                    names.fill("UPDATE {queue} SET begun = TRUE WHERE ") + dialect.isOneOf("job_id", begun.size()),
                    statement -> dialect.bind(statement, 1, begun));
        }
    }

    /** A job that ends. */
    record Done(long id, Next.Finish finish, long token, long startedMicros) {}

    /** Moves jobs from the queue to those that have ended. */
    void end(Connection connection, List<Done> ended, long now) throws SQLException {
        if (ended.isEmpty()) {
            return;
        }
        List<Long> ids = ended.stream().map(Done::id).sorted().toList();
        Statements.updateWith(
                connection,
                names.fill("DELETE FROM {queue} WHERE ") + dialect.isOneOf("job_id", ids.size()),
                statement -> dialect.bind(statement, 1, ids));
        Values.write(
                connection,
                ended,
                count -> names.fill(INSERT_DONE) + Values.rows(count, 7),
                (statement, first, row) -> {
                    int index = first;
                    statement.setLong(index++, row.id());
                    statement.setString(index++, row.finish().status().name());
                    statement.setBoolean(index++, row.finish().partial());
                    statement.setString(index++, row.finish().reason());
                    statement.setLong(index++, row.token());
                    statement.setLong(index++, row.startedMicros());
                    statement.setLong(index++, now);
                    return index;
                });
    }
}
