// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobId;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Renewal;
import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/*
 * MySQL carries out the parts of an UPDATE from left to right, so what is read stands before what changes it.
 */
/** Who is alive, by the database's clock, and what becomes of the jobs of those who are not. */
final class Workers {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration BETWEEN_THOROUGH_LOOKS = Duration.ofMinutes(1);
    private static final int JOBS_AT_ONCE = 1_000;
    private static final String OF_THE_LOST = "worker > 0 AND NOT EXISTS (SELECT 1 FROM {worker} w"
            + " WHERE w.number = {queue}.worker AND w.alive_until_us > ?)";

    private final Dialect dialect;
    private final Names names;
    private final InstantSource clock;
    private volatile Instant lookedThoroughly;

    Workers(Dialect dialect, Names names, InstantSource clock) {
        this.dialect = dialect;
        this.names = names;
        this.clock = clock;
        this.lookedThoroughly = clock.instant();
    }

    /** A worker's row before its heartbeat. */
    private record Known(long number, long aliveUntil, long now) {}

    Renewal renew(Connection connection, WorkerId worker, Duration aliveFor) throws SQLException {
        Optional<Known> known = Statements.queryOne(
                connection,
                names.fill("SELECT number, alive_until_us, {now} FROM {worker} WHERE name = ? FOR UPDATE"),
                row -> new Known(row.getLong(1), row.getLong(2), row.getLong(3)),
                worker.value());
        if (known.isEmpty()) {
            return introduce(connection, worker, aliveFor);
        }
        long now = known.get().now();
        Statements.update(
                connection,
                names.fill("UPDATE {worker} SET renewed_us = ?, alive_until_us = ? WHERE number = ?"),
                now,
                now + Micros.of(aliveFor),
                known.get().number());
        Map<JobId, String> calledOff = new HashMap<>();
        Statements.query(
                connection,
                names.fill("SELECT job_id, cancel_wish FROM {queue} WHERE worker = ? AND cancel_wish IS NOT NULL"),
                row -> calledOff.put(new JobId(row.getLong(1)), row.getString(2)),
                known.get().number());
        return new Renewal(Micros.instant(now), known.get().aliveUntil() > now, calledOff);
    }

    private Renewal introduce(Connection connection, WorkerId worker, Duration aliveFor) throws SQLException {
        long now = Clock.ofDatabase(connection, names);
        Statements.update(
                connection,
                names.fill("INSERT INTO {worker} (name, since_us, renewed_us, alive_until_us) VALUES (?, ?, ?, ?)"),
                worker.value(),
                now,
                now,
                now + Micros.of(aliveFor));
        return new Renewal(Micros.instant(now), false, Map.of());
    }

    /**
     * Whether somebody may be lost with jobs. Mostly it is enough to ask that of the few workers; a job of one who is
     * forgotten, since its transaction stood still for minutes, is looked for now and then.
     */
    boolean mayHaveLeftJobs(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (isLongFrom(lookedThoroughly, now)) {
            lookedThoroughly = now;
            return true;
        }
        return Statements.queryOne(
                        connection,
                        names.fill("SELECT number FROM {worker} WHERE alive_until_us <= {now} LIMIT 1"),
                        row -> row.getLong(1))
                .isPresent();
    }

    /** A clock that was put back must not put off the next look. */
    private static boolean isLongFrom(Instant last, Instant now) {
        return Duration.between(last, now).abs().compareTo(BETWEEN_THOROUGH_LOOKS) > 0;
    }

    /**
     * Puts jobs back into the queue whose worker is not alive; returns how many.
     *
     * <p>Rows that somebody has locked are left for the next time: a machine that stands still in the middle of a
     * transaction must not hold up those that are well. The time is read before the workers are, so that whoever had said
     * in time that it is alive is not taken for lost, however long this takes.
     */
    int rescue(Connection connection) throws SQLException {
        long now = Clock.ofDatabase(connection, names);
        List<Long> left = Statements.query(
                connection,
                names.fill("SELECT job_id FROM {queue} WHERE " + OF_THE_LOST) + dialect.skippingLocked(),
                row -> row.getLong(1),
                now);
        int rescued = 0;
        for (int from = 0; from < left.size(); from += JOBS_AT_ONCE) {
            rescued += rescue(connection, left.subList(from, Math.min(left.size(), from + JOBS_AT_ONCE)), now);
        }
        return rescued;
    }

    /** Asks again who is lost, since by now the rows are locked, and nobody can have taken them anew. */
    private int rescue(Connection connection, List<Long> jobs, long now) throws SQLException {
        return Statements.updateWith(
                connection,
                names.fill("UPDATE {queue} SET deaths = CASE WHEN begun THEN deaths + 1 ELSE deaths END,"
                                + " begun = FALSE, rescued = TRUE, worker = 0 WHERE " + OF_THE_LOST + " AND ")
                        + dialect.isOneOf("job_id", jobs.size()),
                statement -> {
                    statement.setLong(1, now);
                    dialect.bind(statement, 2, jobs);
                });
    }

    /**
     * Forgets workers that were lost a while ago and have no jobs any more. They are looked for by a plain query: a DELETE
     * that asks it itself would wait for rows that somebody has locked.
     */
    int forgetLost(Connection connection) throws SQLException {
        List<Long> gone = Statements.query(
                connection,
                names.fill("SELECT number FROM {worker} WHERE alive_until_us < {now} - ?"
                        + " AND NOT EXISTS (SELECT 1 FROM {queue} q WHERE q.worker = {worker}.number)"),
                row -> row.getLong(1),
                Micros.of(REMEMBERED));
        int forgotten = 0;
        for (Long number : gone) {
            forgotten += Statements.update(
                    connection,
                    names.fill("DELETE FROM {worker} WHERE number = ? AND alive_until_us < {now} - ?"),
                    number,
                    Micros.of(REMEMBERED));
        }
        return forgotten;
    }

    /** A lease that a worker has according to the table. */
    private record Held(long job, long token) {}

    void giveBack(Connection connection, WorkerId worker, Collection<Lease> except) throws SQLException {
        Map<Long, Long> tokens = new HashMap<>();
        except.forEach(lease -> tokens.merge(lease.id().value(), lease.token(), Math::max));
        List<Held> held = Statements.query(
                connection,
                names.fill("SELECT job_id, token FROM {queue}"
                        + " WHERE worker = (SELECT number FROM {worker} WHERE name = ?) ORDER BY job_id FOR UPDATE"),
                row -> new Held(row.getLong(1), row.getLong(2)),
                worker.value());
        List<Long> strays = new ArrayList<>();
        for (Held one : held) {
            if (tokens.getOrDefault(one.job(), -1L) != one.token()) {
                strays.add(one.job());
            }
        }
        if (!strays.isEmpty()) {
            Statements.updateWith(
                    connection,
                    names.fill("UPDATE {queue} SET worker = 0, begun = FALSE, due_us = {now} WHERE ")
                            + dialect.isOneOf("job_id", strays.size()),
                    statement -> dialect.bind(statement, 1, strays));
        }
    }

    /** Ends a worker, but does not forget it yet: a claim of its own may be under way. */
    void retire(Connection connection, WorkerId worker) throws SQLException {
        giveBack(connection, worker, List.of());
        Statements.update(
                connection, names.fill("UPDATE {worker} SET alive_until_us = {now} WHERE name = ?"), worker.value());
    }
}
