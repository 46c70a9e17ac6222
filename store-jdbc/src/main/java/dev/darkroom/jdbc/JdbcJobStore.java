// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Credits;
import dev.darkroom.job.Added;
import dev.darkroom.job.Bookmarks;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobPage;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.Renewal;
import dev.darkroom.job.ResultPage;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.text.KeptText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Keeps jobs in H2, PostgreSQL, MariaDB or MySQL, so that they outlive every crash and many JVMs share the work.
 *
 * <pre>{@code
 * JobStore store = JdbcJobStore.open("jdbc:h2:file:./darkroom");
 * }</pre>
 *
 * <p>A submission can be part of the host's own transaction, see {@link #submitIn}. The rows are for programs; the views
 * beside them, such as {@code darkroom_v_jobs}, are for people.
 */
public final class JdbcJobStore implements JobStore {
    private static final WorkerId NOBODY = new WorkerId("nobody");
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_FULL_SCANS = Duration.ofSeconds(1);

    private final Database database;
    private final Names names;
    private final Jobs jobs;
    private final Results results;
    private final Queue queue;
    private final Workers workers;
    private final Changes changes;
    private final Floors floors;
    private final Submits submits;
    private final Hints hints;
    private final Ledger ledger;
    private final CostTracker costs;
    private final RateLimiter limiter;
    private final Credits credits;
    private final Bookmarks bookmarks;
    private final Doors doors;
    private final Triggers triggers;
    private final Rounds rounds = new Rounds("darkroom-sweep", LONGEST_CLOSE);

    JdbcJobStore(JdbcSettings settings, InstantSource clock, Duration betweenFullScans) {
        Opening.Opened opened = Opening.open(settings);
        this.database = opened.database();
        this.names = opened.names();
        Dialect dialect = database.dialect();
        Steps steps = new Steps(dialect, names);
        this.ledger = new Ledger(dialect, names);
        this.jobs = new Jobs(dialect, names, steps);
        this.results = new Results(dialect, names);
        Checkpoints checkpoints = new Checkpoints(dialect, names, steps, ledger);
        this.queue = dialect.queue(names, steps, new NewJobs(dialect, names, jobs), checkpoints);
        this.workers = new Workers(dialect, names, clock);
        this.changes = new Changes(dialect, names, checkpoints);
        this.floors = new Floors(clock, betweenFullScans);
        this.submits = new Submits(this::addInOwnTransaction);
        this.hints = dialect.hints(database, names);
        Clock ofDatabase = new Clock(names, null);
        this.costs = new JdbcCostTracker(database, names, ledger, ofDatabase);
        this.limiter = RateLimiter.shared(new JdbcTallies(database, names, ofDatabase), System::nanoTime);
        this.credits = new JdbcCredits(database, names, ofDatabase);
        this.bookmarks = new JdbcBookmarks(database, names);
        this.doors = dialect.doors(names);
        this.triggers = new Triggers(database, names, doors);
    }

    /**
     * Opens the database at a JDBC address, and makes its tables if they are missing. An H2 file can be open in one
     * process at a time; the jobs that a killed one left there are due at once.
     */
    public static JdbcJobStore open(String url) {
        return open(JdbcSettings.url(url));
    }

    /** Uses the host's data source, and makes the tables if they are missing. */
    public static JdbcJobStore on(DataSource dataSource) {
        return open(JdbcSettings.dataSource(dataSource));
    }

    /** Opens a database with settings of its own. */
    public static JdbcJobStore open(JdbcSettings settings) {
        return new JdbcJobStore(settings, InstantSource.system(), BETWEEN_FULL_SCANS);
    }

    /**
     * Adds jobs inside the host's transaction: they exist exactly if it is committed. A failure leaves the transaction as
     * it was, so the host may go on with it.
     *
     * @return one answer for each submission, in the same order
     */
    public List<Added> submitIn(Connection connection, Submission... submissions) {
        try {
            return Database.joined(
                    connection, joined -> queue.add(joined, Arrays.asList(submissions), Claim.nothing(NOBODY)));
        } catch (SQLException e) {
            throw Database.failure("add jobs inside the host's transaction", e);
        }
    }

    /** Returns what installs triggers, so that rows of the host's tables become jobs whoever writes them. */
    public Triggers triggers() {
        return triggers;
    }

    /** Returns what finds those rows of a table, or of a query, that have no job, and makes one of each. */
    public Sweep sweep(HostTable table) {
        return new Sweep(new Gaps(database, names, doors, table), this::addForNobody, this::reopen, rounds);
    }

    private List<Added> addForNobody(List<Submission> submissions) {
        return add(submissions, Claim.nothing(NOBODY));
    }

    /** Returns the limiter with a clock by hand. */
    RateLimiter limiter(InstantSource clock) {
        return RateLimiter.shared(
                new JdbcTallies(database, names, new Clock(names, clock)), () -> Micros.of(clock.instant()) * 1_000);
    }

    /** Returns the ledger of paid calls with a clock by hand. */
    CostTracker costs(InstantSource clock) {
        return new JdbcCostTracker(database, names, ledger, new Clock(names, clock));
    }

    /**
     * Returns the ledger of credits in this database. Where the host's data source knows its transactions, a movement in a
     * thread with one is part of that, as a job is: a reservation and the jobs that it is for are committed together. Other
     * movements of that owner wait until then.
     */
    public Credits credits() {
        return credits;
    }

    /** Returns the ledger of credits with a clock by hand. */
    Credits credits(InstantSource clock) {
        return new JdbcCredits(database, names, new Clock(names, clock));
    }

    @Override
    public List<Added> add(List<Submission> submissions, Claim claim) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        if (database.isBoundHere()) {
            return database.transaction(
                    "add jobs", connection -> queue.add(connection, submissions, Claim.nothing(NOBODY)));
        }
        List<Added> added = submits.add(submissions, claim);
        if (added.stream().anyMatch(one -> one.created() && one.lease() == null)) {
            hints.tell();
        }
        return added;
    }

    private List<Added> addInOwnTransaction(List<Submission> submissions, Claim claim) {
        Database.Work<List<Added>> work = connection -> queue.add(connection, submissions, claim);
        return queue.addsAtOnce(submissions.size())
                ? database.read("add jobs", work)
                : database.transaction("add jobs", work);
    }

    @Override
    public List<Lease> lease(Claim claim) {
        return exchange(List.of(), claim).leases();
    }

    @Override
    public Set<Lease> checkpoint(List<Checkpoint> checkpoints) {
        return checkpoints.isEmpty()
                ? Set.of()
                : exchange(checkpoints, Claim.nothing(checkpoints.get(0).lease().worker()))
                        .lost();
    }

    @Override
    public Exchange exchange(List<Checkpoint> checkpoints, Claim claim) {
        Floors.Scan scan = floors.scan(claim);
        if (scan.isFull() && database.read("look for lost workers", workers::mayHaveLeftJobs)) {
            database.transaction("take jobs from lost workers", workers::rescue);
            database.transaction("forget lost workers", workers::forgetLost);
        }
        Database.Work<Exchange> work = connection -> queue.exchange(connection, checkpoints, claim, scan);
        Exchange exchange = queue.writesAtOnce(checkpoints)
                ? database.read("write checkpoints and lend jobs", work)
                : database.transaction("write checkpoints and lend jobs", work);
        if (checkpoints.stream().anyMatch(checkpoint -> checkpoint.next() instanceof Next.Release)) {
            hints.tell();
        }
        return exchange;
    }

    @Override
    public Renewal renew(WorkerId worker, Duration aliveFor) {
        return database.transaction("write a heartbeat", connection -> workers.renew(connection, worker, aliveFor));
    }

    @Override
    public void giveBack(WorkerId worker, Collection<Lease> except) {
        database.transaction("give jobs back", connection -> {
            workers.giveBack(connection, worker, except);
            return true;
        });
        hints.tell();
    }

    @Override
    public void retire(WorkerId worker) {
        database.transaction("end a worker", connection -> {
            workers.retire(connection, worker);
            return true;
        });
        hints.tell();
    }

    @Override
    public Optional<Job> find(JobId id) {
        return database.read("find a job", connection -> jobs.find(connection, id));
    }

    @Override
    public JobPage list(JobQuery query) {
        return database.read("list jobs", connection -> jobs.list(connection, query));
    }

    @Override
    public ResultPage results(String type, ResultPage.Mark after, int limit) {
        return database.read("read results", connection -> results.page(connection, type, after, limit));
    }

    @Override
    public Set<JobId> kept(Collection<JobId> jobs) {
        return jobs.isEmpty() ? Set.of() : database.read("look for jobs", connection -> results.kept(connection, jobs));
    }

    @Override
    public Map<JobStatus, Long> counts() {
        return database.read("count jobs", jobs::counts);
    }

    @Override
    public boolean cancel(JobId id, String reason) {
        return hinting(database.transaction("call off a job", connection -> changes.cancel(connection, id, reason)));
    }

    @Override
    public boolean reopen(JobId id) {
        return hinting(database.transaction("begin a job again", connection -> changes.reopen(connection, id)));
    }

    @Override
    public boolean wake(String ticket) {
        // Drivers refuse such a text, or write a '?' into it, and so might find a ticket that it isn't.
        return KeptText.isKeepable(ticket)
                && hinting(database.transaction("wake a job", connection -> changes.wake(connection, ticket)));
    }

    private boolean hinting(boolean changed) {
        if (changed) {
            hints.tell();
        }
        return changed;
    }

    @Override
    public int prune(Duration age, int limit) {
        return database.transaction("forget old jobs", connection -> changes.prune(connection, age, limit));
    }

    @Override
    public Watch watch(Runnable hint) {
        return hints.watch(hint);
    }

    @Override
    public CostTracker costs() {
        return costs;
    }

    @Override
    public RateLimiter limiter() {
        return limiter;
    }

    @Override
    public Bookmarks bookmarks() {
        return bookmarks;
    }

    @Override
    public void close() {
        rounds.close();
        hints.close();
        database.close();
    }
}
