// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds jobs by statements that every database has. */
final class NewJobs {
    private static final int KEYS_AT_ONCE = 256;
    private static final String INSERT_JOB =
            "INSERT INTO {job} (" + String.join(", ", Jobs.WRITTEN) + ", submitted_us) VALUES ";
    private static final String INSERT_WAITING =
            "INSERT INTO {queue} (job_id, worker, recipe, turn, due_us, token, leased_us) VALUES ";

    private final Dialect dialect;
    private final Names names;
    private final Jobs jobs;

    NewJobs(Dialect dialect, Names names, Jobs jobs) {
        this.dialect = dialect;
        this.names = names;
        this.jobs = jobs;
    }

    /** A submission whose row is written, with its number. */
    private record New(long id, Submission submission) {}

    List<Added> add(Connection connection, List<Submission> submissions, Claim claim) throws SQLException {
        Caller caller = Caller.of(connection, names, claim.worker());
        Map<Integer, New> created = insertJobs(connection, submissions, caller.now());
        Map<Integer, Added> added = new HashMap<>();
        enqueue(connection, created, claim, caller).forEach(added::put);
        added.putAll(known(connection, submissions, created));
        List<Added> inOrder = new ArrayList<>(submissions.size());
        for (int i = 0; i < submissions.size(); i++) {
            inOrder.add(added.get(i));
        }
        return inOrder;
    }

    /** Inserts those whose key is not known; a key that somebody else adds at this moment is looked up again. */
    private Map<Integer, New> insertJobs(Connection connection, List<Submission> submissions, long now)
            throws SQLException {
        Map<Integer, New> created = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>(
                idsByKey(connection, keysOf(submissions), "").keySet());
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i++) {
            Optional<String> key = submissions.get(i).key();
            if (key.isEmpty() || known.add(key.get())) {
                missing.add(i);
            }
        }
        int done = 0;
        while (done < missing.size()) {
            List<Integer> some = missing.subList(done, done + Values.largestFor(missing.size() - done));
            insertSome(connection, submissions, some, now, created);
            done += some.size();
        }
        return created;
    }

    private void insertSome(
            Connection connection,
            List<Submission> submissions,
            List<Integer> some,
            long now,
            Map<Integer, New> created)
            throws SQLException {
        try {
            List<Long> ids =
                    insert(connection, some.stream().map(submissions::get).toList(), now);
            for (int i = 0; i < some.size(); i++) {
                created.put(some.get(i), new New(ids.get(i), submissions.get(some.get(i))));
            }
        } catch (SQLException e) {
            if (!dialect.isDuplicate(e)) {
                throw e;
            }
            List<Integer> stillMissing = withoutKnown(connection, submissions, some);
            if (stillMissing.size() == some.size()) {
                throw e;
            }
            for (Integer one : stillMissing) {
                insertSome(connection, submissions, List.of(one), now, created);
            }
        }
    }

    private List<Integer> withoutKnown(Connection connection, List<Submission> submissions, List<Integer> some)
            throws SQLException {
        List<Submission> these = some.stream().map(submissions::get).toList();
        Map<String, Long> known = idsByKey(connection, keysOf(these), dialect.seeingLatest());
        return some.stream()
                .filter(i -> submissions.get(i).key().filter(known::containsKey).isEmpty())
                .toList();
    }

    private List<Long> insert(Connection connection, List<Submission> submissions, long now) throws SQLException {
        String sql = names.fill(INSERT_JOB) + Values.rows(submissions.size(), Jobs.WRITTEN.size() + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"job_id"})) {
            int index = 1;
            for (Submission submission : submissions) {
                index = Jobs.bind(statement, index, submission);
                statement.setLong(index++, now);
            }
            statement.executeUpdate();
            return dialect.allIds(connection, generatedIds(statement), submissions.size());
        }
    }

    private static List<Long> generatedIds(Statement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet keys = statement.getGeneratedKeys()) {
            while (keys.next()) {
                ids.add(keys.getLong(1));
            }
        }
        return ids;
    }

    private Map<Integer, Added> enqueue(Connection connection, Map<Integer, New> created, Claim claim, Caller caller)
            throws SQLException {
        Map<Integer, Added> added = new LinkedHashMap<>();
        List<Added> rows = new ArrayList<>();
        int room = caller.worker() == 0 ? 0 : claim.limit();
        for (Map.Entry<Integer, New> entry : created.entrySet()) {
            Submission submission = entry.getValue().submission();
            boolean taken =
                    room > 0 && submission.delay().isZero() && claim.recipes().contains(submission.recipe());
            room -= taken ? 1 : 0;
            Added one = added(entry.getValue(), claim, caller.now(), taken);
            added.put(entry.getKey(), one);
            rows.add(one);
        }
        Values.write(
                connection,
                rows,
                count -> names.fill(INSERT_WAITING) + Values.rows(count, 7),
                (statement, index, row) -> bindWaiting(statement, index, row, caller));
        return added;
    }

    private static int bindWaiting(PreparedStatement statement, int first, Added row, Caller caller)
            throws SQLException {
        boolean taken = row.lease() != null;
        Job job = row.job();
        int index = first;
        statement.setLong(index++, job.id().value());
        statement.setLong(index++, taken ? caller.worker() : 0);
        statement.setString(index++, job.recipe());
        statement.setInt(index++, Jobs.turn(job.submission().priority()));
        statement.setLong(index++, Micros.of(job.dueAt()));
        statement.setLong(index++, taken ? 1 : 0);
        statement.setLong(index++, taken ? caller.now() : 0);
        return index;
    }

    /** Puts together what is known of a new job. */
    static Added added(long id, Submission submission, Claim claim, long nowMicros, boolean taken) {
        Instant now = Micros.instant(nowMicros);
        JobState waiting = JobState.submitted(now, now.plus(submission.delay()));
        if (!taken) {
            return new Added(new Job(new JobId(id), submission, waiting, List.of()), true, null);
        }
        Job job = new Job(new JobId(id), submission, waiting.taken(), List.of());
        return new Added(job, true, new Lease(job, claim.worker(), 1, now, false, 0));
    }

    private static Added added(New created, Claim claim, long now, boolean taken) {
        return added(created.id(), created.submission(), claim, now, taken);
    }

    private Map<Integer, Added> known(Connection connection, List<Submission> submissions, Map<Integer, New> created)
            throws SQLException {
        Map<Integer, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < submissions.size(); i++) {
            if (!created.containsKey(i)) {
                keys.put(i, submissions.get(i).key().orElseThrow());
            }
        }
        return jobsByKey(connection, keys);
    }

    /** Finds the jobs that have these keys. */
    <K> Map<K, Added> jobsByKey(Connection connection, Map<K, String> keys) throws SQLException {
        Map<K, Added> found = new HashMap<>();
        if (!keys.isEmpty()) {
            Map<String, Long> ids = idsByKey(connection, List.copyOf(keys.values()), dialect.seeingLatest());
            Map<Long, Job> byId = new HashMap<>();
            jobs.byIds(connection, new LinkedHashSet<>(ids.values()))
                    .forEach(job -> byId.put(job.id().value(), job));
            keys.forEach((position, key) -> {
                Job job = byId.get(ids.get(key));
                if (job != null) {
                    found.put(position, new Added(job, false, null));
                }
            });
        }
        return found;
    }

    private static List<String> keysOf(List<Submission> submissions) {
        return submissions.stream()
                .flatMap(submission -> submission.key().stream())
                .toList();
    }

    private Map<String, Long> idsByKey(Connection connection, List<String> keys, String suffix) throws SQLException {
        Map<String, Long> ids = new HashMap<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
            String places = some.stream().map(key -> "?").collect(Collectors.joining(", "));
            Statements.queryWith(
                    connection,
                    names.fill("SELECT unique_key, job_id FROM {job} WHERE unique_key IN (") + places + ")" + suffix,
                    statement -> Statements.bind(statement, some.toArray()),
                    row -> ids.put(row.getString(1), row.getLong(2)));
        }
        return ids;
    }
}
