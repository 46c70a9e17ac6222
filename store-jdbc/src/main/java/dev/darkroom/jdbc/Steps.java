// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.StepStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of steps. */
final class Steps {
    private static final List<String> KEY = List.of("job_id", "step");
    private static final List<String> COLUMNS = List.of(
            "job_id",
            "step",
            "status",
            "tries",
            "due_us",
            "ticket",
            "reason",
            "result_type",
            "result",
            "files",
            "written_us");
    private static final String READ =
            "SELECT job_id, step, status, tries, due_us, ticket, reason, result_type, result, files FROM {step} WHERE ";

    private final Dialect dialect;
    private final Names names;

    Steps(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
    }

    /**
     * A row to write.
     *
     * @param job the job's number
     * @param step how far the step has come
     * @param place its place among the rows that are written together
     */
    record Row(long job, StepRecord step, int place) {

        @Nullable
        Long dueMicros() {
            return step.dueAt().map(Micros::of).orElse(null);
        }
    }

    /** Returns the rows of checkpoints; of two records of one step the later one. */
    static List<Row> of(Collection<Checkpoint> checkpoints) {
        List<Row> rows = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            long job = checkpoint.lease().id().value();
            if (checkpoint.steps().size() < 2) {
                checkpoint.steps().forEach(step -> rows.add(new Row(job, step, rows.size())));
            } else {
                Map<String, StepRecord> last = new LinkedHashMap<>();
                checkpoint.steps().forEach(step -> last.put(step.step(), step));
                last.values().forEach(step -> rows.add(new Row(job, step, rows.size())));
            }
        }
        return rows;
    }

    void write(Connection connection, List<Row> rows, long now) throws SQLException {
        Values.write(
                connection,
                rows,
                count -> dialect.upsert(names.table("step"), KEY, COLUMNS, count),
                (statement, index, row) -> bind(statement, index, row, now));
    }

    private static int bind(PreparedStatement statement, int first, Row row, long now) throws SQLException {
        StepRecord step = row.step();
        int index = first;
        statement.setLong(index++, row.job());
        statement.setString(index++, step.step());
        statement.setString(index++, step.status().name());
        statement.setInt(index++, step.tries());
        statement.setObject(index++, row.dueMicros(), Types.BIGINT);
        statement.setString(index++, step.ticket().orElse(null));
        statement.setString(index++, step.reason().orElse(null));
        statement.setString(index++, step.result().map(StepResult::type).orElse(null));
        statement.setString(index++, step.result().map(StepResult::json).orElse(null));
        statement.setString(index++, Json.ofFiles(step.files()));
        statement.setLong(index++, now + row.place());
        return index;
    }

    /** Reads the steps of jobs. */
    Map<Long, List<StepRecord>> ofJobs(Connection connection, Collection<Long> jobs) throws SQLException {
        Map<Long, List<StepRecord>> steps = new HashMap<>();
        if (!jobs.isEmpty()) {
            String sql =
                    names.fill(READ) + dialect.isOneOf("job_id", jobs.size()) + " ORDER BY job_id, written_us, step";
            Statements.queryWith(
                    connection,
                    sql,
                    statement -> dialect.bind(statement, 1, jobs),
                    row -> steps.computeIfAbsent(row.getLong(1), job -> new ArrayList<>())
                            .add(read(row)));
        }
        return steps;
    }

    private static StepRecord read(ResultSet row) throws SQLException {
        long due = row.getLong(5);
        boolean isDueLater = !row.wasNull();
        String type = row.getString(8);
        String result = row.getString(9);
        return new StepRecord(
                row.getString(2),
                StepStatus.valueOf(row.getString(3)),
                row.getInt(4),
                isDueLater ? Micros.instant(due) : null,
                row.getString(6),
                row.getString(7),
                type == null || result == null ? null : new StepResult(type, result),
                Json.files(row.getString(10)));
    }
}
