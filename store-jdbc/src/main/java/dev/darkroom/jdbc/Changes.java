// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Next;
import dev.darkroom.job.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/*
 * Each change locks the job's row in the queue, or among those that have ended, before it looks at it: the same row that
 * a claim, a checkpoint or a rescue has to lock, so they come one after the other.
 */
/** What people and providers do to single jobs, and what is done to old ones. */
final class Changes {
    private final Dialect dialect;
    private final Names names;
    private final Checkpoints checkpoints;

    Changes(Dialect dialect, Names names, Checkpoints checkpoints) {
        this.dialect = dialect;
        this.names = names;
        this.checkpoints = checkpoints;
    }

    /** A row of the queue, locked. */
    private record Waiting(long worker, long token, long leasedMicros, long now) {}

    boolean cancel(Connection connection, JobId id, String reason) throws SQLException {
        Optional<Waiting> waiting = Statements.queryOne(
                connection,
                names.fill("SELECT worker, token, leased_us, {now} FROM {queue} WHERE job_id = ? FOR UPDATE"),
                row -> new Waiting(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                id.value());
        if (waiting.isEmpty()) {
            return false;
        }
        Waiting row = waiting.get();
        if (row.worker() == 0) {
            long started = row.leasedMicros() == 0 ? row.now() : row.leasedMicros();
            Next.Finish end = new Next.Finish(JobStatus.CANCELLED, false, reason);
            checkpoints.end(
                    connection, List.of(new Checkpoints.Done(id.value(), end, row.token(), started)), row.now());
        } else {
            Statements.update(
                    connection,
                    names.fill("UPDATE {queue} SET cancel_wish = ? WHERE job_id = ?"),
                    Reason.keepable(reason),
                    id.value());
        }
        return true;
    }

    /** A job that has ended, locked. */
    private record Ended(JobStatus status, boolean partial, long token) {}

    boolean reopen(Connection connection, JobId id) throws SQLException {
        Optional<Ended> ended = Statements.queryOne(
                connection,
                names.fill("SELECT status, partial, token FROM {done} WHERE job_id = ? FOR UPDATE"),
                row -> new Ended(JobStatus.valueOf(row.getString(1)), row.getBoolean(2), row.getLong(3)),
                id.value());
        if (ended.isEmpty()
                || (ended.get().status() == JobStatus.COMPLETE && !ended.get().partial())) {
            return false;
        }
        Statements.update(connection, names.fill("DELETE FROM {done} WHERE job_id = ?"), id.value());
        Statements.update(
                connection,
                names.fill("DELETE FROM {step} WHERE job_id = ? AND status NOT IN ('DONE', 'WAITING')"),
                id.value());
        Statements.update(
                connection,
                names.fill("INSERT INTO {queue} (job_id, recipe, turn, due_us, token)"
                        + " SELECT job_id, recipe, ? - priority, {now}, ? FROM {job} WHERE job_id = ?"),
                Jobs.turns() - 1,
                ended.get().token(),
                id.value());
        return true;
    }

    boolean wake(Connection connection, String ticket) throws SQLException {
        List<Long> jobs = Statements.query(
                connection,
                names.fill("SELECT s.job_id FROM {step} s JOIN {queue} q ON q.job_id = s.job_id"
                        + " WHERE s.ticket = ? AND s.status = 'WAITING' ORDER BY s.job_id"),
                row -> row.getLong(1),
                ticket);
        boolean woken = false;
        for (Long job : jobs) {
            woken |= wake(connection, job, ticket);
        }
        return woken;
    }

    private boolean wake(Connection connection, long job, String ticket) throws SQLException {
        int waiting = Statements.update(
                connection,
                names.fill("UPDATE {queue} SET woken = CASE WHEN worker = 0 THEN woken ELSE TRUE END,"
                        + " due_us = CASE WHEN worker = 0 THEN {now} ELSE due_us END WHERE job_id = ?"),
                job);
        return waiting > 0
                && Statements.update(
                                connection,
                                names.fill("UPDATE {step} SET due_us = {now} WHERE job_id = ? AND ticket = ?"
                                        + " AND status = 'WAITING'"),
                                job,
                                ticket)
                        > 0;
    }

    int prune(Connection connection, Duration age, int limit) throws SQLException {
        List<Long> old = Statements.query(
                connection,
                names.fill(
                        "SELECT job_id FROM {done} WHERE finished_us < {now} - ? ORDER BY finished_us, job_id LIMIT ?"),
                row -> row.getLong(1),
                Micros.of(age),
                limit);
        List<Long> locked = old.isEmpty() ? List.of() : lockEnded(connection, old);
        if (!locked.isEmpty()) {
            delete(connection, "done", locked);
            delete(connection, "step", locked);
            delete(connection, "job", locked);
        }
        return locked.size();
    }

    /** Somebody may have begun one of them again since it was looked for. */
    private List<Long> lockEnded(Connection connection, List<Long> jobs) throws SQLException {
        return Statements.queryWith(
                connection,
                names.fill("SELECT job_id FROM {done} WHERE ")
                        + dialect.isOneOf("job_id", jobs.size())
                        + dialect.skippingLocked(),
                statement -> dialect.bind(statement, 1, jobs),
                row -> row.getLong(1));
    }

    private int delete(Connection connection, String table, List<Long> jobs) throws SQLException {
        return Statements.updateWith(
                connection,
                "DELETE FROM " + names.table(table) + " WHERE " + dialect.isOneOf("job_id", jobs.size()),
                statement -> dialect.bind(statement, 1, jobs));
    }
}
