// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * What nearly every job needs is one statement: adding, and the exchange of finished jobs and written steps for new
 * leases. A statement is a transaction by itself, so it costs one trip to the server and one commit, for however many
 * jobs. Its parts see the table as it was when it began; that is why jobs that are given back, which the same exchange
 * may lend again, and other rare things take the portable way.
 *
 * Rows come as one array for each column. The array around the claim's inner query keeps PostgreSQL from planning it as
 * a join, which could lock and take more rows than the limit. Nor is anything else left to be planned as a join with the
 * queue: its statistics are those of a table that is mostly empty, and a plan for such a one would walk through all of it.
 */
/** The queue in as few statements as PostgreSQL allows. */
final class PostgresQueue implements Queue {
    private static final long TIME_ID = 0;

    private static final String WRITE = """
            entry AS MATERIALIZED (
                SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::boolean[],
                        ?::text[]) AS e(job_id, token, leased_us, ends, status, partial, reason)),
            ended AS (
                DELETE FROM {queue} WHERE job_id = ANY(ARRAY(SELECT job_id FROM entry WHERE ends)) AND worker <> 0
                    AND ((job_id, token) IN (SELECT job_id, token FROM entry)) IS TRUE
                RETURNING job_id),
            kept AS (
                SELECT job_id FROM {queue} WHERE job_id = ANY(ARRAY(SELECT job_id FROM entry WHERE NOT ends))
                    AND worker <> 0 AND ((job_id, token) IN (SELECT job_id, token FROM entry)) IS TRUE FOR SHARE),
            held AS MATERIALIZED (SELECT job_id FROM ended UNION ALL SELECT job_id FROM kept),
            finished AS (
                INSERT INTO {done} (job_id, status, partial, reason, token, started_us, finished_us)
                SELECT job_id, status, partial, reason, token, leased_us, now FROM entry, clock
                WHERE ends AND (job_id IN (SELECT job_id FROM held)) IS TRUE),
            stepped AS (
                INSERT INTO {step} (job_id, step, status, tries, due_us, ticket, reason, result_type, result, files,
                    written_us)
                SELECT job_id, step, status, tries, due_us, ticket, reason, result_type, result, files, now + place
                FROM clock, unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[]) WITH ORDINALITY
                    AS s(job_id, step, status, tries, due_us, ticket, reason, result_type, result, files, place)
                WHERE (s.job_id IN (SELECT job_id FROM held)) IS TRUE
                ON CONFLICT (job_id, step) DO UPDATE SET status = excluded.status, tries = excluded.tries,
                    due_us = excluded.due_us, ticket = excluded.ticket, reason = excluded.reason,
                    result_type = excluded.result_type, result = excluded.result, files = excluded.files,
                    written_us = excluded.written_us)""";

    private static final String CLAIM = """
            taken AS (
                UPDATE {queue} q SET worker = caller.number, token = q.token + 1, leased_us = now, woken = false
                FROM caller, clock
                WHERE q.worker = 0 AND q.job_id = ANY(ARRAY(
                    SELECT c.job_id FROM caller, generate_series(0, 3) AS level(turn) CROSS JOIN LATERAL (
                        SELECT w.job_id FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS lane(recipe, turn, floor)
                        CROSS JOIN LATERAL (
                            SELECT job_id, due_us FROM {queue}
                            WHERE worker = 0 AND recipe = lane.recipe AND turn = lane.turn
                                AND due_us BETWEEN lane.floor AND (SELECT now FROM clock)
                            ORDER BY due_us, job_id LIMIT ? FOR UPDATE SKIP LOCKED) w
                        WHERE lane.turn = level.turn ORDER BY w.due_us, w.job_id LIMIT ?) c
                    LIMIT ?))
                RETURNING q.job_id, q.token, q.turn, q.due_us, q.rescued, q.deaths, q.cancel_wish, q.leased_us)""";

    private static final String LOST = """
            SELECT e.job_id, e.token, NULL::smallint AS turn, NULL::bigint AS due_us, NULL::boolean, NULL::integer,
                NULL::text, NULL::bigint, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text,
                NULL::text, NULL::text, NULL::smallint, NULL::bigint, NULL::bigint
            FROM entry e WHERE (e.job_id IN (SELECT job_id FROM held)) IS NOT TRUE""";

    /** Tells what the time was, if the caller is alive and so anything was looked at; no job has the number 0. */
    private static final String TIME = """
             UNION ALL SELECT 0, NULL, NULL, NULL, NULL, NULL, NULL, now, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                NULL, NULL, NULL
            FROM clock, caller""";

    private static final String LEASES =
            "SELECT t.job_id, t.token, t.turn, t.due_us, t.rescued, t.deaths, t.cancel_wish," + " t.leased_us, "
                    + Jobs.columns("j") + " FROM taken t JOIN {job} j ON j.job_id = t.job_id";

    private static final String CLOCK = "WITH clock AS MATERIALIZED (SELECT {now} AS now),\n";
    private static final String WRITE_AND_CLAIM =
            PostgresAdds.CALLER + WRITE + ",\n" + CLAIM + "\n" + LOST + " UNION ALL " + LEASES + TIME;
    private static final String WRITE_ONLY = CLOCK + WRITE + "\n" + LOST;
    private static final String CLAIM_ONLY = PostgresAdds.CALLER + CLAIM + "\n" + LEASES + TIME;

    /** The database would carry whole rows about to sort them. */
    private static final Comparator<Lease> INTO_TURN = Comparator.<Lease>comparingInt(
                    lease -> Jobs.turn(lease.job().submission().priority()))
            .thenComparing(lease -> lease.job().dueAt())
            .thenComparingLong(lease -> lease.id().value());

    private final Names names;
    private final Steps steps;
    private final PostgresAdds adds;
    private final Checkpoints portable;

    PostgresQueue(Dialect dialect, Names names, Steps steps, NewJobs newJobs, Checkpoints portable) {
        this.names = names;
        this.steps = steps;
        this.adds = new PostgresAdds(dialect, names, newJobs);
        this.portable = portable;
    }

    // In

    @Override
    public boolean addsAtOnce(int submissions) {
        return submissions <= PostgresAdds.ROWS_AT_ONCE;
    }

    @Override
    public List<Added> add(Connection connection, List<Submission> submissions, Claim claim) throws SQLException {
        return adds.add(connection, submissions, claim);
    }

    // Out and to a worker

    @Override
    public boolean writesAtOnce(List<Checkpoint> checkpoints) {
        return isCommon(checkpoints);
    }

    /** Whether all jobs go on or end, each but once, and nothing was paid. */
    private static boolean isCommon(List<Checkpoint> checkpoints) {
        Set<JobId> seen = new LinkedHashSet<>();
        for (Checkpoint checkpoint : checkpoints) {
            Next next = checkpoint.next();
            if (next instanceof Next.Release
                    || next instanceof Next.Begin
                    || !checkpoint.usage().isEmpty()
                    || !seen.add(checkpoint.lease().id())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Exchange exchange(Connection connection, List<Checkpoint> checkpoints, Claim claim, Floors.Scan scan)
            throws SQLException {
        boolean claims = claim.limit() > 0 && !claim.recipes().isEmpty();
        if (!isCommon(checkpoints)) {
            Set<Lease> lost = portable.write(connection, checkpoints);
            return new Exchange(
                    lost, claims ? run(connection, List.of(), claim, scan, true).leases() : List.of());
        }
        return checkpoints.isEmpty() && !claims
                ? new Exchange(Set.of(), List.of())
                : run(connection, checkpoints, claim, scan, claims);
    }

    private Exchange run(
            Connection connection, List<Checkpoint> checkpoints, Claim claim, Floors.Scan scan, boolean claims)
            throws SQLException {
        String sql = checkpoints.isEmpty() ? CLAIM_ONLY : claims ? WRITE_AND_CLAIM : WRITE_ONLY;
        try (PreparedStatement statement = connection.prepareStatement(names.fill(sql))) {
            int index = 1;
            if (claims) {
                statement.setString(index++, claim.worker().value());
            }
            if (!checkpoints.isEmpty()) {
                index = bindEntries(statement, index, checkpoints);
                index = bindSteps(statement, index, Steps.of(checkpoints));
            }
            if (claims) {
                bindClaim(statement, index, claim, scan);
            }
            return read(connection, statement, checkpoints, claim, scan);
        }
    }

    private static int bindEntries(PreparedStatement statement, int first, List<Checkpoint> entries)
            throws SQLException {
        int index = first;
        Columns.numbers(statement, index++, entries, entry -> entry.lease().id().value());
        Columns.numbers(statement, index++, entries, entry -> entry.lease().token());
        Columns.numbers(
                statement, index++, entries, entry -> Micros.of(entry.lease().leasedAt()));
        Columns.truths(statement, index++, entries, entry -> finish(entry) != null);
        Columns.texts(statement, index++, entries, entry -> {
            Next.Finish finish = finish(entry);
            return finish == null ? null : finish.status().name();
        });
        Columns.truths(statement, index++, entries, entry -> {
            Next.Finish finish = finish(entry);
            return finish != null && finish.partial();
        });
        Columns.texts(statement, index++, entries, entry -> {
            Next.Finish finish = finish(entry);
            return finish == null ? null : finish.reason();
        });
        return index;
    }

    private static Next.@Nullable Finish finish(Checkpoint entry) {
        return entry.next() instanceof Next.Finish finish ? finish : null;
    }

    private static int bindSteps(PreparedStatement statement, int first, List<Steps.Row> rows) throws SQLException {
        int index = first;
        Columns.numbers(statement, index++, rows, Steps.Row::job);
        Columns.texts(statement, index++, rows, row -> row.step().step());
        Columns.texts(statement, index++, rows, row -> row.step().status().name());
        Columns.numbers(statement, index++, rows, row -> row.step().tries());
        statement.setObject(index++, rows.stream().map(Steps.Row::dueMicros).toArray(Long[]::new));
        Columns.texts(statement, index++, rows, row -> row.step().ticket().orElse(null));
        Columns.texts(statement, index++, rows, row -> row.step().reason().orElse(null));
        Columns.texts(
                statement,
                index++,
                rows,
                row -> row.step().result().map(StepResult::type).orElse(null));
        Columns.texts(
                statement,
                index++,
                rows,
                row -> row.step().result().map(StepResult::json).orElse(null));
        Columns.texts(statement, index++, rows, row -> Json.ofFiles(row.step().files()));
        return index;
    }

    private static void bindClaim(PreparedStatement statement, int first, Claim claim, Floors.Scan scan)
            throws SQLException {
        int lanes = claim.recipes().size() * Jobs.turns();
        String[] recipes = new String[lanes];
        long[] turns = new long[lanes];
        long[] floors = new long[lanes];
        int lane = 0;
        for (String recipe : claim.recipes()) {
            for (int turn = 0; turn < Jobs.turns(); turn++) {
                recipes[lane] = recipe;
                turns[lane] = turn;
                floors[lane++] = scan.of(recipe, turn);
            }
        }
        int index = first;
        statement.setObject(index++, recipes);
        statement.setObject(index++, turns);
        statement.setObject(index++, floors);
        statement.setInt(index++, claim.limit());
        statement.setInt(index++, claim.limit());
        statement.setInt(index, claim.limit());
    }

    private Exchange read(
            Connection connection,
            PreparedStatement statement,
            List<Checkpoint> checkpoints,
            Claim claim,
            Floors.Scan scan)
            throws SQLException {
        Map<Long, Lease> byId = new HashMap<>();
        Set<Lease> lost = new LinkedHashSet<>();
        List<Lease> leases = new ArrayList<>();
        List<Long> again = new ArrayList<>();
        long now = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                if (id == TIME_ID) {
                    now = rows.getLong(8);
                } else if (rows.getString(9) == null) {
                    if (byId.isEmpty()) {
                        checkpoints.forEach(entry -> byId.put(entry.lease().id().value(), entry.lease()));
                    }
                    lost.add(byId.get(id));
                } else {
                    leases.add(lease(rows, claim));
                    if (rows.getLong(2) > 1) {
                        again.add(id);
                    }
                }
            }
        }
        leases.sort(INTO_TURN);
        if (now > 0) {
            scan.ended(claim, leases, now);
        }
        return new Exchange(lost, again.isEmpty() ? leases : withSteps(connection, leases, again));
    }

    private static Lease lease(ResultSet row, Claim claim) throws SQLException {
        Instant submitted = Micros.instant(row.getLong(19));
        Job job = new Job(
                new JobId(row.getLong(1)),
                Jobs.submission(row, 9),
                Claims.state(submitted, row.getLong(4), row.getString(7)),
                List.of());
        return new Lease(
                job, claim.worker(), row.getLong(2), Micros.instant(row.getLong(8)), row.getBoolean(5), row.getInt(6));
    }

    private List<Lease> withSteps(Connection connection, List<Lease> leases, List<Long> again) throws SQLException {
        Map<Long, List<StepRecord>> written = steps.ofJobs(connection, again);
        return leases.stream()
                .map(lease -> with(lease, written.get(lease.id().value())))
                .toList();
    }

    private static Lease with(Lease lease, @Nullable List<StepRecord> written) {
        if (written == null) {
            return lease;
        }
        Job job = new Job(lease.id(), lease.job().submission(), lease.job().state(), written);
        return new Lease(job, lease.worker(), lease.token(), lease.leasedAt(), lease.rescued(), lease.deaths());
    }
}
