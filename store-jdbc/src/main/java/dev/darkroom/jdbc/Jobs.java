// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobPage;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobState;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Priority;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads jobs: the row that was handed in, and where it is now. */
final class Jobs {
    private static final List<String> HANDED_IN = List.of(
            "recipe",
            "source",
            "location",
            "image_id",
            "owner",
            "kind",
            "given_key",
            "context",
            "priority",
            "delay_us");

    /** The columns of a new job's row that {@link #bind} binds, in that order. */
    static final List<String> WRITTEN = with("unique_key");

    private static final List<String> READ = with("submitted_us");
    private static final Set<JobStatus> OPEN = EnumSet.of(JobStatus.PENDING, JobStatus.PROCESSING);
    private static final List<Priority> PRIORITIES =
            List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.URGENT);
    private static final String WITH_STATE = "SELECT j.job_id, " + columns("j")
            + ", q.worker, q.due_us, q.cancel_wish, d.status, d.partial, d.reason, d.finished_us FROM {job} j "
            + "%s {queue} q ON q.job_id = j.job_id %s {done} d ON d.job_id = j.job_id WHERE ";

    private final Dialect dialect;
    private final Names names;
    private final Steps steps;

    Jobs(Dialect dialect, Names names, Steps steps) {
        this.dialect = dialect;
        this.names = names;
        this.steps = steps;
    }

    /** A job's row and state, before its steps are read. */
    private record Found(long id, Submission submission, JobState state) {}

    private static List<String> with(String column) {
        return Stream.concat(HANDED_IN.stream(), Stream.of(column)).toList();
    }

    /** Returns the columns that {@link #submission} reads, and after them when it was handed in. */
    static String columns(String alias) {
        return READ.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    /** Returns the number of a priority in the tables. */
    static int number(Priority priority) {
        return PRIORITIES.indexOf(priority);
    }

    /** Which of two jobs goes first, as the queue keeps it. */
    static int turn(Priority priority) {
        return PRIORITIES.size() - 1 - number(priority);
    }

    static int turns() {
        return PRIORITIES.size();
    }

    Optional<Job> find(Connection connection, JobId id) throws SQLException {
        return byIds(connection, List.of(id.value())).stream().findFirst();
    }

    List<Job> byIds(Connection connection, Collection<Long> ids) throws SQLException {
        String sql = withState("LEFT JOIN", "LEFT JOIN") + dialect.isOneOf("j.job_id", ids.size());
        return withSteps(
                connection,
                Statements.queryWith(connection, sql, statement -> dialect.bind(statement, 1, ids), Jobs::found));
    }

    JobPage list(Connection connection, JobQuery query) throws SQLException {
        if (query.statuses().isEmpty()) {
            return new JobPage(List.of(), false);
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        String sql = condition(query, arguments) + " ORDER BY j.job_id DESC LIMIT " + (query.limit() + 1);
        List<Found> found = Statements.query(connection, sql, Jobs::found, arguments.toArray());
        boolean hasMore = found.size() > query.limit();
        return new JobPage(withSteps(connection, hasMore ? found.subList(0, query.limit()) : found), hasMore);
    }

    private String condition(JobQuery query, List<@Nullable Object> arguments) {
        boolean mayBeOpen = query.statuses().stream().anyMatch(OPEN::contains);
        boolean mayHaveEnded = query.statuses().stream().anyMatch(JobStatus::isFinal);
        StringBuilder sql =
                new StringBuilder(withState(mayHaveEnded ? "LEFT JOIN" : "JOIN", mayBeOpen ? "LEFT JOIN" : "JOIN"));
        sql.append(isIn(query.statuses()));
        query.before().ifPresent(before -> and(sql, arguments, "j.job_id < ?", before.value()));
        query.recipe().ifPresent(recipe -> and(sql, arguments, "j.recipe = ?", recipe));
        query.owner().ifPresent(owner -> and(sql, arguments, "j.owner = ?", owner));
        query.imageId().ifPresent(image -> and(sql, arguments, "j.image_id = ?", image));
        return sql.toString();
    }

    private static void and(StringBuilder sql, List<@Nullable Object> arguments, String condition, Object argument) {
        sql.append(" AND ").append(condition);
        arguments.add(argument);
    }

    /** The names of statuses are ours, and written into the text, so that a partial index can be used. */
    private static String isIn(Set<JobStatus> statuses) {
        List<String> any = new ArrayList<>();
        if (statuses.size() == JobStatus.values().length) {
            any.add("1 = 1");
        } else {
            if (statuses.containsAll(OPEN)) {
                any.add("q.job_id IS NOT NULL");
            } else if (statuses.contains(JobStatus.PENDING)) {
                any.add("q.worker = 0");
            } else if (statuses.contains(JobStatus.PROCESSING)) {
                any.add("q.worker <> 0");
            }
            String ended = statuses.stream()
                    .filter(JobStatus::isFinal)
                    .sorted()
                    .map(status -> "'" + status.name() + "'")
                    .collect(Collectors.joining(", "));
            if (!ended.isEmpty()) {
                any.add("d.status IN (" + ended + ")");
            }
        }
        return "(" + String.join(" OR ", any) + ")";
    }

    private String withState(String joinQueue, String joinDone) {
        return names.fill(String.format(WITH_STATE, joinQueue, joinDone));
    }

    private List<Job> withSteps(Connection connection, List<Found> found) throws SQLException {
        Map<Long, List<StepRecord>> all =
                steps.ofJobs(connection, found.stream().map(Found::id).toList());
        return found.stream()
                .map(job -> new Job(new JobId(job.id), job.submission, job.state, all.getOrDefault(job.id, List.of())))
                .toList();
    }

    Map<JobStatus, Long> counts(Connection connection) throws SQLException {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        Arrays.stream(JobStatus.values()).forEach(status -> counts.put(status, 0L));
        Statements.query(
                connection,
                names.fill("SELECT CASE WHEN worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END AS status, count(*)"
                        + " FROM {queue} GROUP BY CASE WHEN worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END"
                        + " UNION ALL SELECT status, count(*) FROM {done} GROUP BY status"),
                row -> counts.put(JobStatus.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    private static Found found(ResultSet row) throws SQLException {
        Submission submission = submission(row, 2);
        Instant submitted = Micros.instant(row.getLong(12));
        String status = row.getString(16);
        JobState state;
        if (status == null) {
            JobState waiting = JobState.submitted(submitted, Micros.instant(row.getLong(14)));
            state = row.getLong(13) == 0 ? waiting : waiting.taken();
            String wish = row.getString(15);
            state = wish == null ? state : state.calledOff(wish);
        } else {
            state = JobState.submitted(submitted, submitted.plus(submission.delay()))
                    .finished(
                            JobStatus.valueOf(status),
                            row.getBoolean(17),
                            row.getString(18),
                            Micros.instant(row.getLong(19)));
        }
        return new Found(row.getLong(1), submission, state);
    }

    /** Reads what was handed in from {@link #columns}, the first of which is at an index. */
    static Submission submission(ResultSet row, int first) throws SQLException {
        String context = row.getString(first + 7);
        return Submission.kept(
                row.getString(first),
                ImageRef.of(row.getString(first + 1), row.getString(first + 2)),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getString(first + 6),
                () -> Json.context(context),
                PRIORITIES.get(row.getInt(first + 8)),
                Duration.of(row.getLong(first + 9), ChronoUnit.MICROS));
    }

    /** Binds what was handed in, and the key that it is known by. */
    static int bind(PreparedStatement statement, int first, Submission submission) throws SQLException {
        int index = first;
        statement.setString(index++, submission.recipe());
        statement.setString(index++, submission.image().source());
        statement.setString(index++, submission.image().location());
        statement.setString(index++, submission.imageId().orElse(null));
        statement.setString(index++, submission.owner().orElse(null));
        statement.setString(index++, submission.kind().orElse(null));
        statement.setString(index++, givenKey(submission));
        statement.setString(index++, Json.ofContext(submission.context()));
        statement.setInt(index++, number(submission.priority()));
        statement.setLong(index++, Micros.of(submission.delay()));
        statement.setString(index++, submission.key().orElse(null));
        return index;
    }

    /** Returns the key if it is not the one that every submission with an image id has. */
    static @Nullable String givenKey(Submission submission) {
        String key = submission.key().orElse(null);
        String usual =
                submission.imageId().map(id -> submission.recipe() + "/" + id).orElse(null);
        return key == null || key.equals(usual) ? null : key;
    }
}
