// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Added;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.Submission;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds those rows of a host's table, or of a query, that have no job, and makes one of each: rows that are older than
 * Darkroom, or that something wrote behind its back where there is no trigger.
 *
 * <pre>{@code
 * Sweep sweep = store.sweep(HostTable.named("uploads").recipe("photo").location(ImageRef.URL, "link"));
 * Sweep.Schedule schedule = sweep.every(Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>A row has a job if there is one with the key that its submission would have, recipe and image id together, whatever
 * its status. So it makes no difference how often, or on how many nodes, the same rows are swept. But a job that was
 * forgotten ({@link JdbcJobStore#prune}) is not there any more, and its row would go through the recipe again: let the
 * {@link HostTable#when condition} leave out rows that are older than jobs are kept.
 *
 * <p>A sweep looks at the rows in the order of their image ids, and wants an index on that column. One cycle submits a
 * limited number of them (and what has the same id as the last in the eyes of the database, as 'a' and 'A' may have), the
 * next goes on behind the last, and after the last row of all it begins again. A row that has
 * something in it that no job can have is passed over, and named in the log once.
 *
 * <p>The table is in the database of the store. Rows that are elsewhere can be submitted by the host as often as it likes,
 * since a known key adds nothing.
 *
 * <p>Threads may share it; cycles come one after the other. The methods that say "the same" return a changed copy, which
 * begins with the first row.
 */
public final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final int USUAL_LIMIT = 500;
    private static final int MOST_NAMED = 1_000;
    private static final int LONGEST_NAME = 100;

    /** The classes of SQL states that say that a value, or the index entry of one, is impossible. */
    private static final Set<String> IMPOSSIBLE = Set.of("22", "54");

    private final Gaps gaps;
    private final Adding adding;
    private final Reopening reopening;
    private final Rounds rounds;
    private final int limit;
    private final @Nullable Duration failedFor;

    /** Where the next cycle begins, and the rows that the log has named; guarded by this. */
    private @Nullable Object cursor;

    private final Set<String> named = new HashSet<>();

    Sweep(Gaps gaps, Adding adding, Reopening reopening, Rounds rounds) {
        this(gaps, adding, reopening, rounds, USUAL_LIMIT, null);
    }

    private Sweep(
            Gaps gaps, Adding adding, Reopening reopening, Rounds rounds, int limit, @Nullable Duration failedFor) {
        this.gaps = gaps;
        this.adding = adding;
        this.reopening = reopening;
        this.rounds = rounds;
        this.limit = limit;
        this.failedFor = failedFor;
    }

    /** Adds jobs. */
    interface Adding {
        List<Added> add(List<Submission> submissions);
    }

    /** Begins a job again. */
    interface Reopening {
        boolean reopen(JobId id);
    }

    /** Sweeps until it is closed. */
    public interface Schedule extends AutoCloseable {
        /** Ends it, after the page that is being swept at the moment, unless that takes longer than half a minute. */
        @Override
        void close();
    }

    /** The same, with another limit for one cycle than {@value #USUAL_LIMIT}. */
    public Sweep limit(int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("a cycle of a sweep must be allowed at least one job, not " + jobs);
        }
        return new Sweep(gaps, adding, reopening, rounds, jobs, failedFor);
    }

    /**
     * The same, and it also begins again jobs that failed so long ago or longer; what is done of them stays done. There is
     * no end to it: a job that always fails is tried, and what its tries cost is paid, each time that it has rested so long.
     */
    public Sweep retryFailed(Duration rest) {
        if (rest.isNegative()) {
            throw new IllegalArgumentException("a failed job can't rest for " + rest);
        }
        return new Sweep(gaps, adding, reopening, rounds, limit, rest);
    }

    /**
     * Runs one cycle now. To catch up with a table at once, call it until it {@link Swept#reachedEnd reached the end}.
     *
     * @throws IllegalArgumentException if there is no such table or column, or the condition or query means nothing there
     * @throws JobStoreException if the database can't do it now; rows that were left out are found the next time round
     */
    public Swept once() {
        return cycle(() -> false);
    }

    /**
     * Runs a cycle now and so long after the end of each, in a thread that the sweeps of this store share, until the
     * schedule or the store is closed. A cycle that fails is logged, and the next one is tried.
     *
     * @throws IllegalArgumentException if there is no such table or column, or the condition or query means nothing there
     */
    public Schedule every(Duration rest) {
        gaps.look();
        return rounds.every(rest, this::cycleOrLog);
    }

    private void cycleOrLog(BooleanSupplier isOver) {
        try {
            cycle(isOver);
        } catch (RuntimeException | Error e) {
            log.error("a sweep of {} has failed, and will be tried again", gaps.table(), e);
        }
    }

    private synchronized Swept cycle(BooleanSupplier isOver) {
        HostRows rows = gaps.look();
        Swept swept = Swept.NOTHING;
        while (swept.done() < limit && !swept.reachedEnd() && !isOver.getAsBoolean()) {
            swept = swept.then(page(rows, limit - swept.done()));
        }
        if (swept.done() > 0) {
            log.info(
                    "of {}, {} had no job and have one now, and {} failed jobs were begun again",
                    gaps.table(),
                    swept.submitted(),
                    swept.retried());
        }
        return swept;
    }

    /** Moves on before it does anything, so that no row can hold up those behind it. */
    private Swept page(HostRows rows, int room) {
        Gaps.Page page = gaps.find(rows, cursor, failedFor, room);
        cursor = page.end();
        List<Submission> submissions = submissions(page.missing());
        int passedOver = page.missing().size() - submissions.size();
        List<Submission> refused = new ArrayList<>();
        int submitted = submit(submissions, refused);
        return new Swept(submitted, retry(page.failed()), passedOver + refused.size(), page.end() == null);
    }

    private List<Submission> submissions(List<Gaps.Missing> rows) {
        List<Submission> submissions = new ArrayList<>();
        for (Gaps.Missing row : rows) {
            try {
                submissions.add(gaps.submission(row));
            } catch (IllegalArgumentException e) {
                name(row.imageId(), e);
            }
        }
        return submissions;
    }

    /** Returns how many are new. Where something is refused, halves of it are tried, until it is known what. */
    private int submit(List<Submission> submissions, List<Submission> refused) {
        if (submissions.isEmpty()) {
            return 0;
        }
        try {
            return (int) adding.add(submissions).stream().filter(Added::created).count();
        } catch (JobStoreException e) {
            if (!isImpossible(e)) {
                throw e;
            }
            if (submissions.size() == 1) {
                name(submissions.get(0).imageId().orElse(""), e);
                refused.add(submissions.get(0));
                return 0;
            }
            int half = submissions.size() / 2;
            return submit(submissions.subList(0, half), refused)
                    + submit(submissions.subList(half, submissions.size()), refused);
        }
    }

    private static boolean isImpossible(JobStoreException failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && IMPOSSIBLE.stream().anyMatch(cause.getSQLState()::startsWith);
    }

    private int retry(List<JobId> failed) {
        int retried = 0;
        for (JobId job : failed) {
            retried += reopening.reopen(job) ? 1 : 0;
        }
        return retried;
    }

    private void name(String imageId, RuntimeException why) {
        String name = imageId.length() > LONGEST_NAME ? imageId.substring(0, LONGEST_NAME) + "…" : imageId;
        if (named.size() < MOST_NAMED && named.add(name)) {
            log.warn("row '{}' of {} can't become a job: {}", name, gaps.table(), why.getMessage());
            if (named.size() == MOST_NAMED) {
                log.warn("if there are more such rows among {}, they are not named", gaps.table());
            }
        }
    }
}
