// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/*
 * Nearly every key is a new one, and then PostgreSQL is a fifth quicker if it isn't asked to look whether it is. So that
 * is tried first; only after a known key was met, and for some time then, each is looked at. A lone row is sent as
 * values instead of arrays, which saves another third of the time until its job starts.
 */
/** Adds jobs in one statement: their rows, their places in the queue, and the leases of those that start at once. */
final class PostgresAdds {
    /** One statement for more of them would keep others waiting. */
    static final int ROWS_AT_ONCE = 5_000;

    /** What the time is, and who asks, if alive. */
    static final String CALLER = """
            WITH clock AS MATERIALIZED (SELECT {now} AS now),
            caller AS MATERIALIZED (
                SELECT number FROM {worker}, clock WHERE name = ? AND alive_until_us > now),
            """;

    private static final int CAREFUL_ADDS = 1_000;
    private static final String COLUMNS = String.join(", ", Jobs.WRITTEN);
    private static final String ARRAYS = "?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::text[], ?::bigint[], ?::bigint[], ?::text[]";
    private static final String VALUES = ARRAYS.replace("[]", "");

    private static final String NEW = CALLER + """
            created AS (
                INSERT INTO {job} (%1$s, submitted_us)
                SELECT %1$s, now FROM clock, %2$s AS i(%1$s, place) ORDER BY place
                RETURNING job_id, recipe, priority, delay_us, submitted_us)
            INSERT INTO {queue} (job_id, worker, recipe, turn, due_us, token, leased_us)
            SELECT job_id, coalesce(taker, 0), recipe, 3 - priority, submitted_us + delay_us,
                CASE WHEN taker IS NULL THEN 0 ELSE 1 END, CASE WHEN taker IS NULL THEN 0 ELSE submitted_us END
            FROM (SELECT *, CASE WHEN %3$s THEN (SELECT number FROM caller) END AS taker FROM created) c
            RETURNING job_id, worker <> 0, due_us""";
    private static final String MANY_NEW = String.format(
            NEW,
            COLUMNS,
            "unnest(" + ARRAYS + ") WITH ORDINALITY",
            "(?::boolean[])[row_number() OVER (ORDER BY job_id)]");
    private static final String ONE_NEW = String.format(NEW, COLUMNS, "(VALUES (" + VALUES + ", 1))", "?");

    private static final String UNLESS_KNOWN = String.format(CALLER + """
            input AS MATERIALIZED (
                SELECT nextval('{job}_job_id_seq') AS job_id, i.*
                FROM unnest(%2$s, ?::boolean[]) WITH ORDINALITY AS i(%1$s, takes, place)),
            created AS (
                INSERT INTO {job} (job_id, %1$s, submitted_us)
                SELECT job_id, %1$s, now FROM input, clock ORDER BY unique_key COLLATE "C", job_id
                ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL DO NOTHING
                RETURNING job_id),
            sorted AS MATERIALIZED (
                SELECT job_id, recipe, priority, delay_us, place,
                    CASE WHEN takes AND row_number() OVER (PARTITION BY takes ORDER BY place) <= ?
                        THEN (SELECT number FROM caller) END AS taker
                FROM input JOIN created USING (job_id)),
            queued AS (
                INSERT INTO {queue} (job_id, worker, recipe, turn, due_us, token, leased_us)
                SELECT job_id, coalesce(taker, 0), recipe, 3 - priority, now + delay_us,
                    CASE WHEN taker IS NULL THEN 0 ELSE 1 END, CASE WHEN taker IS NULL THEN 0 ELSE now END
                FROM sorted, clock)
            SELECT place, job_id, taker IS NOT NULL, now FROM sorted, clock""", COLUMNS, ARRAYS);

    private final Dialect dialect;
    private final Names names;
    private final NewJobs newJobs;
    private final AtomicInteger carefulAdds = new AtomicInteger();

    PostgresAdds(Dialect dialect, Names names, NewJobs newJobs) {
        this.dialect = dialect;
        this.names = names;
        this.newJobs = newJobs;
    }

    /** A row that was written. */
    private record New(long id, boolean taken, long dueMicros) {}

    List<Added> add(Connection connection, List<Submission> submissions, Claim claim) throws SQLException {
        if (submissions.size() <= ROWS_AT_ONCE && connection.getAutoCommit() && carefulAdds.get() == 0) {
            try {
                return addNew(connection, submissions, claim);
            } catch (SQLException e) {
                if (!dialect.isDuplicate(e)) {
                    throw e;
                }
                carefulAdds.set(CAREFUL_ADDS);
            }
        }
        return addUnlessKnown(connection, submissions, claim);
    }

    private List<Added> addNew(Connection connection, List<Submission> submissions, Claim claim) throws SQLException {
        List<New> rows = submissions.size() == 1
                ? insertOne(connection, submissions.get(0), claim)
                : insertMany(connection, submissions, claim);
        List<Added> added = new ArrayList<>(rows.size());
        for (New row : rows) {
            Submission submission = submissions.get(added.size());
            long now = row.dueMicros - Micros.of(submission.delay());
            added.add(NewJobs.added(row.id, submission, claim, now, row.taken));
        }
        return added;
    }

    private List<New> insertOne(Connection connection, Submission submission, Claim claim) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(names.fill(ONE_NEW))) {
            statement.setString(1, claim.worker().value());
            int index = Jobs.bind(statement, 2, submission);
            statement.setBoolean(index, claim.limit() > 0 && mayStart(submission, claim));
            return read(statement);
        }
    }

    private List<New> insertMany(Connection connection, List<Submission> submissions, Claim claim) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(names.fill(MANY_NEW))) {
            statement.setString(1, claim.worker().value());
            int index = bind(statement, 2, submissions);
            statement.setObject(index, taken(submissions, claim));
            return read(statement);
        }
    }

    private static boolean[] taken(List<Submission> submissions, Claim claim) {
        boolean[] taken = new boolean[submissions.size()];
        int room = claim.limit();
        for (int i = 0; i < taken.length && room > 0; i++) {
            taken[i] = mayStart(submissions.get(i), claim);
            room -= taken[i] ? 1 : 0;
        }
        return taken;
    }

    /** Reads rows in the order in which they were handed in, which is that of their numbers. */
    private static List<New> read(PreparedStatement statement) throws SQLException {
        List<New> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new New(row.getLong(1), row.getBoolean(2), row.getLong(3)));
            }
        }
        rows.sort(Comparator.comparingLong(New::id));
        return rows;
    }

    private List<Added> addUnlessKnown(Connection connection, List<Submission> submissions, Claim claim)
            throws SQLException {
        List<Added> added = new ArrayList<>(submissions.size());
        int room = claim.limit();
        for (int from = 0; from < submissions.size(); from += ROWS_AT_ONCE) {
            List<Submission> some = submissions.subList(from, Math.min(submissions.size(), from + ROWS_AT_ONCE));
            @Nullable Added[] part = insertUnlessKnown(connection, some, claim, room);
            room -= addKnown(connection, some, part);
            added.addAll(List.of(part));
        }
        return added;
    }

    private @Nullable Added[] insertUnlessKnown(
            Connection connection, List<Submission> submissions, Claim claim, int room) throws SQLException {
        @Nullable Added[] added = new Added[submissions.size()];
        try (PreparedStatement statement = connection.prepareStatement(names.fill(UNLESS_KNOWN))) {
            statement.setString(1, claim.worker().value());
            int index = bind(statement, 2, submissions);
            Columns.truths(statement, index++, submissions, submission -> room > 0 && mayStart(submission, claim));
            statement.setInt(index, room);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int place = rows.getInt(1) - 1;
                    added[place] = NewJobs.added(
                            rows.getLong(2), submissions.get(place), claim, rows.getLong(4), rows.getBoolean(3));
                }
            }
        }
        return added;
    }

    private static boolean mayStart(Submission submission, Claim claim) {
        return submission.delay().isZero() && claim.recipes().contains(submission.recipe());
    }

    /** Binds what {@link Jobs#bind} does, of many. */
    private static int bind(PreparedStatement statement, int first, List<Submission> submissions) throws SQLException {
        int index = first;
        Columns.texts(statement, index++, submissions, Submission::recipe);
        Columns.texts(
                statement,
                index++,
                submissions,
                submission -> submission.image().source());
        Columns.texts(
                statement,
                index++,
                submissions,
                submission -> submission.image().location());
        Columns.texts(
                statement,
                index++,
                submissions,
                submission -> submission.imageId().orElse(null));
        Columns.texts(
                statement,
                index++,
                submissions,
                submission -> submission.owner().orElse(null));
        Columns.texts(
                statement, index++, submissions, submission -> submission.kind().orElse(null));
        Columns.texts(statement, index++, submissions, Jobs::givenKey);
        Columns.texts(statement, index++, submissions, submission -> Json.ofContext(submission.context()));
        Columns.numbers(statement, index++, submissions, submission -> Jobs.number(submission.priority()));
        Columns.numbers(statement, index++, submissions, submission -> Micros.of(submission.delay()));
        Columns.texts(
                statement, index++, submissions, submission -> submission.key().orElse(null));
        return index;
    }

    /** Fills in the jobs whose keys were known; returns how many of the others were leased. */
    private int addKnown(Connection connection, List<Submission> submissions, @Nullable Added[] added)
            throws SQLException {
        Map<Integer, String> keys = new HashMap<>();
        int leased = 0;
        for (int i = 0; i < added.length; i++) {
            Added one = added[i];
            if (one == null) {
                keys.put(i, submissions.get(i).key().orElseThrow());
            } else if (one.lease() != null) {
                leased++;
            }
        }
        carefulAdds.updateAndGet(adds -> keys.isEmpty() ? Math.max(0, adds - 1) : CAREFUL_ADDS);
        newJobs.jobsByKey(connection, keys).forEach((place, known) -> added[place] = known);
        return leased;
    }
}
