// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.Lease;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * In three steps, since only a plain query with a limit reads no more of the index than it needs: candidates, then those
 * of them that nobody else has locked, then these are marked.
 */
/** Lends jobs by statements that every database has. */
final class Claims {
    private static final int LOOKS_AT_CANDIDATES = 3;

    private final Dialect dialect;
    private final Names names;
    private final Steps steps;

    Claims(Dialect dialect, Names names, Steps steps) {
        this.dialect = dialect;
        this.names = names;
        this.steps = steps;
    }

    /** A row of the queue that was taken. */
    private record Taken(
            long id,
            int turn,
            long dueMicros,
            long token,
            boolean rescued,
            int deaths,
            @Nullable String cancelWish) {}

    List<Lease> claim(Connection connection, Claim claim, Floors.Scan scan) throws SQLException {
        Caller caller = Caller.of(connection, names, claim.worker());
        if (caller.worker() == 0 || claim.recipes().isEmpty()) {
            return List.of();
        }
        List<Taken> taken = new ArrayList<>();
        for (int look = 0; look < LOOKS_AT_CANDIDATES; look++) {
            int wanted = claim.limit() - taken.size();
            List<Long> candidates = candidates(connection, claim, scan, caller.now(), wanted);
            List<Taken> some = candidates.isEmpty() ? List.of() : take(connection, candidates, caller);
            taken.addAll(some);
            if (candidates.size() < wanted || some.size() == wanted) {
                break;
            }
        }
        taken.sort(Comparator.comparingInt(Taken::turn)
                .thenComparingLong(Taken::dueMicros)
                .thenComparingLong(Taken::id));
        List<Lease> leases = leases(connection, taken, claim, caller);
        scan.ended(claim, leases, caller.now());
        return leases;
    }

    private List<Long> candidates(Connection connection, Claim claim, Floors.Scan scan, long now, int limit)
            throws SQLException {
        String one = names.fill("(SELECT job_id, turn, due_us FROM {queue} WHERE worker = 0 AND recipe = ? AND turn = ?"
                + " AND due_us >= ? AND due_us <= ? ORDER BY due_us, job_id LIMIT " + limit + ")");
        List<String> parts = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (String recipe : claim.recipes()) {
            for (int turn = 0; turn < Jobs.turns(); turn++) {
                parts.add(one);
                arguments.addAll(Arrays.asList(recipe, turn, scan.of(recipe, turn), now));
            }
        }
        String sql = String.join(" UNION ALL ", parts) + " ORDER BY turn, due_us, job_id LIMIT " + limit;
        return Statements.query(connection, sql, row -> row.getLong(1), arguments.toArray());
    }

    private List<Taken> take(Connection connection, List<Long> candidates, Caller caller) throws SQLException {
        List<Taken> taken = Statements.queryWith(
                connection,
                names.fill("SELECT job_id, turn, due_us, token + 1, rescued, deaths, cancel_wish FROM {queue} WHERE ")
                        + dialect.isOneOf("job_id", candidates.size()) + " AND worker = 0" + dialect.skippingLocked(),
                statement -> dialect.bind(statement, 1, candidates),
                row -> new Taken(
                        row.getLong(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getInt(6),
                        row.getString(7)));
        if (!taken.isEmpty()) {
            mark(connection, taken.stream().map(Taken::id).toList(), caller);
        }
        return taken;
    }

    private void mark(Connection connection, Collection<Long> ids, Caller caller) throws SQLException {
        String sql = names.fill("UPDATE {queue} SET token = token + 1, woken = FALSE, worker = ?, leased_us = ? WHERE ")
                + dialect.isOneOf("job_id", ids.size());
        Statements.updateWith(connection, sql, statement -> {
            Statements.bind(statement, caller.worker(), caller.now());
            dialect.bind(statement, 3, ids);
        });
    }

    private List<Lease> leases(Connection connection, List<Taken> taken, Claim claim, Caller caller)
            throws SQLException {
        if (taken.isEmpty()) {
            return List.of();
        }
        List<Long> ids = taken.stream().map(Taken::id).toList();
        Map<Long, Submission> submissions = new HashMap<>();
        Map<Long, Instant> submitted = new HashMap<>();
        Statements.queryWith(
                connection,
                names.fill("SELECT job_id, " + Jobs.columns("j") + " FROM {job} j WHERE ")
                        + dialect.isOneOf("job_id", ids.size()),
                statement -> dialect.bind(statement, 1, ids),
                row -> {
                    submitted.put(row.getLong(1), Micros.instant(row.getLong(12)));
                    return submissions.put(row.getLong(1), Jobs.submission(row, 2));
                });
        Map<Long, List<StepRecord>> written = stepsOfBegun(connection, taken);
        List<Lease> leases = new ArrayList<>(taken.size());
        for (Taken row : taken) {
            Submission submission = submissions.get(row.id());
            Instant at = submitted.get(row.id());
            if (submission == null || at == null) {
                throw new SQLException("job " + row.id() + " is in the queue, but its row is missing");
            }
            JobState state = state(at, row.dueMicros(), row.cancelWish());
            Job job = new Job(new JobId(row.id()), submission, state, written.getOrDefault(row.id(), List.of()));
            leases.add(new Lease(
                    job, claim.worker(), row.token(), Micros.instant(caller.now()), row.rescued(), row.deaths()));
        }
        return leases;
    }

    /** A job that is lent for the first time has no steps yet. */
    private Map<Long, List<StepRecord>> stepsOfBegun(Connection connection, List<Taken> taken) throws SQLException {
        List<Long> again =
                taken.stream().filter(row -> row.token() > 1).map(Taken::id).toList();
        return steps.ofJobs(connection, again);
    }

    static JobState state(Instant submitted, long dueMicros, @Nullable String cancelWish) {
        JobState state =
                JobState.submitted(submitted, Micros.instant(dueMicros)).taken();
        return cancelWish == null ? state : state.calledOff(cancelWish);
    }
}
