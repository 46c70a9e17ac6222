// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobId;
import dev.darkroom.job.ResultPage;
import dev.darkroom.job.StepResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/*
 * Read by the time at which jobs ended, of which there is an index anyway: an index of the types of results would cost
 * every step that is written. The price is that jobs without such a result are looked at too, once. The outer joins keep
 * them among the rows, since the page ends with the last job that was looked at.
 */
/** Reads the results of jobs that have ended. */
final class Results {
    private static final String PAGE = "SELECT d.finished_us, d.job_id, j.image_id, j.owner, s.result FROM"
            + " (SELECT finished_us, job_id FROM {done} WHERE finished_us >= ? AND (finished_us > ? OR job_id > ?)"
            + " ORDER BY finished_us, job_id LIMIT ?) d LEFT JOIN {job} j ON j.job_id = d.job_id"
            + " LEFT JOIN {step} s ON s.job_id = j.job_id AND s.status = 'DONE' AND s.result_type = ?"
            + " ORDER BY d.finished_us, d.job_id, s.written_us, s.step";

    private final Dialect dialect;
    private final Names names;

    Results(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
    }

    ResultPage page(Connection connection, String type, ResultPage.Mark after, int limit) throws SQLException {
        long since = Micros.of(after.ended());
        List<ResultPage.Result> results = new ArrayList<>();
        List<ResultPage.Mark> marks = Statements.query(
                connection,
                names.fill(PAGE),
                row -> {
                    ResultPage.Mark mark =
                            new ResultPage.Mark(Micros.instant(row.getLong(1)), new JobId(row.getLong(2)));
                    add(row, mark, type, results);
                    return mark;
                },
                since,
                since,
                after.job().value(),
                limit,
                type);
        ResultPage.Mark end = marks.isEmpty() ? after : marks.get(marks.size() - 1);
        return new ResultPage(results, end, new HashSet<>(marks).size() == limit);
    }

    private static void add(ResultSet row, ResultPage.Mark mark, String type, List<ResultPage.Result> to)
            throws SQLException {
        String json = row.getString(5);
        if (json != null) {
            to.add(new ResultPage.Result(mark, row.getString(3), row.getString(4), new StepResult(type, json)));
        }
    }

    Set<JobId> kept(Connection connection, Collection<JobId> jobs) throws SQLException {
        List<Long> ids = jobs.stream().map(JobId::value).distinct().toList();
        return Set.copyOf(Statements.queryWith(
                connection,
                names.fill("SELECT job_id FROM {job} WHERE ") + dialect.isOneOf("job_id", ids.size()),
                statement -> dialect.bind(statement, 1, ids),
                row -> new JobId(row.getLong(1))));
    }
}
