// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.JobId;
import dev.darkroom.job.Submission;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/*
 * Each statement looks at so many rows of the host's, from where the one before it ended, and looks up the job of each by
 * its key. So what it costs depends on neither how large the table is nor how many jobs are kept, and no snapshot is held
 * for long. Of a row that has a job nothing is sent but its own id.
 *
 * Written as a join, the lookup was planned as a scan of all jobs where a database had no statistics yet. The second LIMIT
 * takes nothing away: it keeps the lookup from being done once for each time that it is named, or before the first LIMIT.
 *
 * Ids that differ as texts may be one to the database, as 'a' and 'A' often are: what is behind the one is behind the other.
 * So a page never ends between two of them. The database says which are one, by giving them the same rank.
 */
/** Those rows of the host's that have no job, or one that failed. */
final class Gaps {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Database database;
    private final Names names;
    private final Doors doors;
    private final HostTable table;

    Gaps(Database database, Names names, Doors doors, HostTable table) {
        this.database = database;
        this.names = names;
        this.doors = doors;
        this.table = table;
    }

    /**
     * What a look at some rows found.
     *
     * @param missing the rows without a job
     * @param failed jobs that failed
     * @param end the id behind which to go on, or null if there are no more rows
     */
    record Page(
            List<Missing> missing,
            List<JobId> failed,
            @Nullable Object end) {}

    /** A row that has no job. */
    record Missing(
            String imageId, String location, @Nullable String owner, String context) {}

    /**
     * A row that was looked at.
     *
     * @param rank its place in the order of the ids, which it shares with those that have the same
     * @param failed the number of its job if that failed, or 0
     */
    private record Row(Object id, long rank, @Nullable Missing missing, long failed) {}

    HostTable table() {
        return table;
    }

    /** Returns what a row's submission would have been. */
    Submission submission(Missing row) {
        Submission submission = Submission.of(table.recipe(), ImageRef.of(table.source(), row.location()))
                .imageId(row.imageId())
                .context(Json.context(row.context()))
                .priority(table.priority());
        Submission ofKind = table.kind().map(submission::kind).orElse(submission);
        return row.owner() == null ? ofKind : ofKind.owner(row.owner());
    }

    /** Looks the table up. */
    HostRows look() {
        return database.transaction("look up " + table, connection -> HostRows.find(connection, doors, table));
    }

    /**
     * Looks at some rows.
     *
     * @param behind the id of the last row that was looked at, or null to begin with the first
     * @param failedFor for how long a job must have failed to be found, or null for no such jobs
     * @param most how many it finds at most
     */
    Page find(HostRows rows, @Nullable Object behind, @Nullable Duration failedFor, int most) {
        return database.read(
                "look for rows without a job",
                connection -> page(
                        Statements.queryWith(
                                connection,
                                sql(rows, behind == null, failedFor != null),
                                statement -> bind(statement, behind, failedFor),
                                Gaps::row),
                        most));
    }

    private String sql(HostRows rows, boolean isFirst, boolean withFailed) {
        String job = "(SELECT k.job_id FROM " + names.table("job") + " k WHERE k.unique_key = "
                + doors.comparable(rows.key()) + ")";
        String failed = "(SELECT d.job_id FROM " + names.table("done") + " d WHERE d.job_id = r.darkroom_job"
                + " AND d.status = 'FAILED' AND d.finished_us <= " + names.fill("{now}") + " - ?)";
        String parts = rows.parts().stream()
                .map(part -> "CASE WHEN r.darkroom_job IS NULL AND " + rows.isImage() + " THEN " + part + " END")
                .collect(Collectors.joining(", "));
        return "SELECT " + rows.position() + ", DENSE_RANK() OVER (ORDER BY " + rows.position() + "), "
                + (withFailed ? failed : "0") + ", " + parts
                + " FROM (SELECT r.*, " + job + " AS darkroom_job FROM " + rows.page(isFirst, ROWS_AT_ONCE) + " LIMIT "
                + ROWS_AT_ONCE + ") r ORDER BY " + rows.position();
    }

    private static void bind(PreparedStatement statement, @Nullable Object behind, @Nullable Duration failedFor)
            throws SQLException {
        int index = 1;
        if (failedFor != null) {
            statement.setLong(index++, Micros.of(failedFor));
        }
        if (behind != null) {
            statement.setObject(index, behind);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String imageId = row.getString(4);
        Missing missing =
                imageId == null ? null : new Missing(imageId, row.getString(5), row.getString(6), row.getString(7));
        return new Row(row.getObject(1), row.getLong(2), missing, row.getLong(3));
    }

    private Page page(List<Row> rows, int most) {
        int whole = whole(rows);
        List<Missing> missing = new ArrayList<>();
        List<JobId> failed = new ArrayList<>();
        int seen = 0;
        while (seen < whole && (missing.size() + failed.size() < most || !isBoundary(rows, seen))) {
            Row row = rows.get(seen++);
            if (row.missing() != null) {
                missing.add(row.missing());
            } else if (row.failed() != 0) {
                failed.add(new JobId(row.failed()));
            }
        }
        boolean isLast = seen == rows.size() && seen < ROWS_AT_ONCE;
        return new Page(missing, failed, isLast ? null : rows.get(seen - 1).id());
    }

    /** Returns how many of these rows there are without the last ones of an id that may have more. */
    private int whole(List<Row> rows) {
        if (rows.size() < ROWS_AT_ONCE) {
            return rows.size();
        }
        int end = rows.size() - 1;
        while (end > 0 && !isBoundary(rows, end)) {
            end--;
        }
        return end > 0 ? end : ofOneText(rows);
    }

    private static boolean isBoundary(List<Row> rows, int at) {
        return at == 0 || rows.get(at - 1).rank() != rows.get(at).rank();
    }

    /** Of rows of one image, such as a query may find, some are as good as all. */
    private int ofOneText(List<Row> rows) {
        if (rows.stream().map(Row::id).distinct().count() > 1) {
            throw new IllegalArgumentException("the database takes " + ROWS_AT_ONCE + " image ids of " + table
                    + " for one, though they differ as texts, such as '"
                    + rows.get(0).id()
                    + "': sweep a query that has them with a collation which tells them apart");
        }
        return rows.size();
    }
}
