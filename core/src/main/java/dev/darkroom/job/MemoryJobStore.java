// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.limit.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * One lock, held for a few steps at a time; a job's row is an object that changes under it.
 *
 * A waiting job stands in one of two orders. "Scheduled" is by due time, for those whose time has not come; "ready" is
 * by priority, then due time, one for each recipe, so that a claim never walks over jobs that it can't have. Rows move
 * from the first to the second when somebody claims; one that is due when it is handed in goes to the second at once.
 */
final class MemoryJobStore implements JobStore {
    private static final Comparator<Row> BY_DUE =
            Comparator.comparing((Row row) -> row.state.dueAt()).thenComparing(row -> row.id);
    private static final Comparator<Row> BY_PRIORITY = Comparator.comparing((Row row) -> row.submission.priority())
            .reversed()
            .thenComparing(BY_DUE);

    private final InstantSource clock;
    private final RateLimiter limiter;
    private final CostTracker costs;
    private final Bookmarks bookmarks = new MemoryBookmarks();
    private final List<Runnable> hints = new CopyOnWriteArrayList<>();

    // All below is guarded by this object's monitor.
    private final TreeMap<JobId, Row> rows = new TreeMap<>();
    private final Map<String, Row> byKey = new HashMap<>();
    private final Map<String, Set<Row>> byTicket = new HashMap<>();
    private final TreeSet<Row> scheduled = new TreeSet<>(BY_DUE);
    private final Map<String, TreeSet<Row>> ready = new HashMap<>();
    private final TreeMap<ResultPage.Mark, Row> finished = new TreeMap<>();
    private final Map<WorkerId, Worker> workers = new HashMap<>();
    private long lastId;

    MemoryJobStore(InstantSource clock) {
        this.clock = clock;
        this.limiter = RateLimiter.inMemory(clock);
        this.costs = CostTracker.inMemory(clock);
    }

    private static final class Worker {
        private final Set<Row> leased = new HashSet<>();
        private Instant aliveUntil;

        Worker(Instant aliveUntil) {
            this.aliveUntil = aliveUntil;
        }
    }

    private static final class Row {
        private final JobId id;
        private final Submission submission;
        private final Map<String, StepRecord> steps = new LinkedHashMap<>();
        private JobState state;
        private @Nullable WorkerId worker;
        private long token;
        private boolean begun;
        private boolean woken;
        private boolean rescued;
        private int deaths;

        Row(JobId id, Submission submission, JobState state) {
            this.id = id;
            this.submission = submission;
            this.state = state;
        }

        Job job() {
            return new Job(id, submission, state, List.copyOf(steps.values()));
        }

        Stream<ResultPage.Result> results(String type) {
            String image = submission.imageId().orElse(null);
            String owner = submission.owner().orElse(null);
            return steps.values().stream()
                    .filter(step -> step.status() == StepStatus.DONE)
                    .flatMap(step -> step.result().stream())
                    .filter(result -> result.type().equals(type))
                    .map(result -> new ResultPage.Result(mark(), image, owner, result));
        }

        ResultPage.Mark mark() {
            Instant end = state.finishedAt();
            if (end == null) {
                throw new IllegalStateException("job " + id + " has not ended");
            }
            return new ResultPage.Mark(end, id);
        }
    }

    @Override
    public List<Added> add(List<Submission> submissions, Claim claim) {
        List<Added> added = new ArrayList<>(submissions.size());
        boolean left = false;
        synchronized (this) {
            Instant now = clock.instant();
            int room = isAlive(claim.worker(), now) ? claim.limit() : 0;
            for (Submission submission : submissions) {
                Added one = addOne(submission, claim, room, now);
                room -= one.lease() == null ? 0 : 1;
                left |= one.created() && one.lease() == null;
                added.add(one);
            }
        }
        if (left) {
            hint();
        }
        return added;
    }

    private Added addOne(Submission submission, Claim claim, int room, Instant now) {
        Optional<String> key = submission.key();
        Row known = key.map(byKey::get).orElse(null);
        if (known != null) {
            return new Added(known.job(), false, null);
        }
        JobState state = JobState.submitted(now, now.plus(submission.delay()));
        Row row = new Row(new JobId(++lastId), submission, state);
        rows.put(row.id, row);
        key.ifPresent(name -> byKey.put(name, row));
        if (room > 0 && submission.delay().isZero() && claim.recipes().contains(submission.recipe())) {
            Lease lease = lend(row, claim.worker(), now);
            return new Added(lease.job(), true, lease);
        }
        enqueue(row, now);
        return new Added(row.job(), true, null);
    }

    @Override
    public synchronized List<Lease> lease(Claim claim) {
        Instant now = clock.instant();
        if (!isAlive(claim.worker(), now)) {
            return List.of();
        }
        rescueFromLostWorkers(now);
        moveDueToReady(now);
        List<Lease> leases = new ArrayList<>();
        while (leases.size() < claim.limit()) {
            Optional<Row> next = firstReady(claim.recipes());
            if (next.isEmpty()) {
                break;
            }
            dequeue(next.get());
            leases.add(lend(next.get(), claim.worker(), now));
        }
        return leases;
    }

    private Optional<Row> firstReady(Set<String> recipes) {
        Row first = null;
        for (String recipe : recipes) {
            TreeSet<Row> queue = ready.get(recipe);
            if (queue != null && !queue.isEmpty() && (first == null || BY_PRIORITY.compare(queue.first(), first) < 0)) {
                first = queue.first();
            }
        }
        return Optional.ofNullable(first);
    }

    private Lease lend(Row row, WorkerId worker, Instant now) {
        row.worker = worker;
        row.woken = false;
        row.token++;
        row.state = row.state.taken();
        known(worker).leased.add(row);
        return new Lease(row.job(), worker, row.token, now, row.rescued, row.deaths);
    }

    private void rescueFromLostWorkers(Instant now) {
        List<WorkerId> lost = new ArrayList<>();
        workers.forEach((id, worker) -> {
            if (!worker.aliveUntil.isAfter(now) && !worker.leased.isEmpty()) {
                lost.add(id);
            }
        });
        for (WorkerId id : lost) {
            for (Row row : List.copyOf(known(id).leased)) {
                row.rescued = true;
                row.deaths += row.begun ? 1 : 0;
                handBack(row, row.state.dueAt());
            }
            workers.remove(id);
        }
    }

    private void moveDueToReady(Instant now) {
        while (!scheduled.isEmpty() && !scheduled.first().state.dueAt().isAfter(now)) {
            enqueue(scheduled.pollFirst(), now);
        }
    }

    private void enqueue(Row row, Instant now) {
        if (row.state.dueAt().isAfter(now)) {
            scheduled.add(row);
        } else {
            ready.computeIfAbsent(row.submission.recipe(), recipe -> new TreeSet<>(BY_PRIORITY))
                    .add(row);
        }
    }

    @Override
    public synchronized Renewal renew(WorkerId id, Duration aliveFor) {
        Instant now = clock.instant();
        Worker worker = workers.get(id);
        boolean wasAlive = worker != null && worker.aliveUntil.isAfter(now);
        if (worker == null) {
            worker = new Worker(now);
            workers.put(id, worker);
        }
        worker.aliveUntil = now.plus(aliveFor);
        Map<JobId, String> calledOff = new HashMap<>();
        for (Row row : worker.leased) {
            String wish = row.state.cancelWish();
            if (wish != null) {
                calledOff.put(row.id, wish);
            }
        }
        return new Renewal(now, wasAlive, calledOff);
    }

    @Override
    public Set<Lease> checkpoint(List<Checkpoint> checkpoints) {
        Set<Lease> lost = new LinkedHashSet<>();
        boolean released = false;
        synchronized (this) {
            for (Checkpoint checkpoint : checkpoints) {
                if (!write(checkpoint)) {
                    lost.add(checkpoint.lease());
                }
                released |= checkpoint.next() instanceof Next.Release;
            }
        }
        if (released) {
            hint();
        }
        return lost;
    }

    private boolean write(Checkpoint checkpoint) {
        Row row = rows.get(checkpoint.lease().id());
        if (row == null || row.worker == null || row.token != checkpoint.lease().token()) {
            return false;
        }
        checkpoint.steps().forEach(step -> put(row, step));
        costs.record(checkpoint.usage());
        apply(checkpoint.next(), row);
        return true;
    }

    private void put(Row row, StepRecord step) {
        StepRecord before = row.steps.put(step.step(), step);
        if (before != null) {
            before.ticket().ifPresent(ticket -> forget(ticket, row));
        }
        if (step.status() == StepStatus.WAITING) {
            step.ticket()
                    .ifPresent(ticket -> byTicket.computeIfAbsent(ticket, unknown -> new HashSet<>())
                            .add(row));
        }
    }

    private void forget(String ticket, Row row) {
        if (row.steps.values().stream().noneMatch(step -> isHolding(ticket, step))) {
            byTicket.computeIfPresent(ticket, (known, holders) -> {
                holders.remove(row);
                return holders.isEmpty() ? null : holders;
            });
        }
    }

    private void apply(Next next, Row row) {
        if (next instanceof Next.Begin) {
            row.begun = true;
        } else if (next instanceof Next.Release release) {
            row.rescued = false;
            row.deaths = 0;
            boolean dueNow = row.woken || row.state.cancelWish() != null;
            handBack(row, dueNow ? clock.instant() : clock.instant().plus(release.delay()));
        } else if (next instanceof Next.Finish finish) {
            takeFromWorker(row);
            end(row, finish.status(), finish.partial(), finish.reason());
        }
    }

    private void handBack(Row row, Instant dueAt) {
        takeFromWorker(row);
        row.state = row.state.pending(dueAt);
        scheduled.add(row);
    }

    private void takeFromWorker(Row row) {
        WorkerId holder = row.worker;
        Worker worker = holder == null ? null : workers.get(holder);
        if (worker != null) {
            worker.leased.remove(row);
        }
        row.worker = null;
        row.begun = false;
    }

    private void end(Row row, JobStatus status, boolean partial, @Nullable String reason) {
        row.state = row.state.finished(status, partial, reason, clock.instant());
        finished.put(row.mark(), row);
    }

    @Override
    public void giveBack(WorkerId id, Collection<Lease> except) {
        synchronized (this) {
            giveBackAllBut(id, except);
        }
        hint();
    }

    private void giveBackAllBut(WorkerId id, Collection<Lease> except) {
        Worker worker = workers.get(id);
        if (worker == null) {
            return;
        }
        Map<JobId, Long> tokens = new HashMap<>();
        except.forEach(lease -> tokens.merge(lease.id(), lease.token(), Math::max));
        for (Row row : List.copyOf(worker.leased)) {
            if (tokens.getOrDefault(row.id, 0L) != row.token) {
                handBack(row, clock.instant());
            }
        }
    }

    @Override
    public void retire(WorkerId id) {
        synchronized (this) {
            giveBackAllBut(id, Set.of());
            workers.remove(id);
        }
        hint();
    }

    @Override
    public synchronized Optional<Job> find(JobId id) {
        return Optional.ofNullable(rows.get(id)).map(Row::job);
    }

    @Override
    public synchronized JobPage list(JobQuery query) {
        List<Job> page = new ArrayList<>();
        Map<JobId, Row> older = query.before()
                .<Map<JobId, Row>>map(before -> rows.headMap(before, false).descendingMap())
                .orElseGet(rows::descendingMap);
        for (Row row : older.values()) {
            Job job = row.job();
            if (query.matches(job)) {
                if (page.size() == query.limit()) {
                    return new JobPage(page, true);
                }
                page.add(job);
            }
        }
        return new JobPage(page, false);
    }

    @Override
    public synchronized ResultPage results(String type, ResultPage.Mark after, int limit) {
        List<ResultPage.Result> results = new ArrayList<>();
        ResultPage.Mark end = after;
        int seen = 0;
        for (Row row : finished.tailMap(after, false).values()) {
            if (seen++ == limit) {
                return new ResultPage(results, end, true);
            }
            row.results(type).forEach(results::add);
            end = row.mark();
        }
        return new ResultPage(results, end, false);
    }

    @Override
    public synchronized Set<JobId> kept(Collection<JobId> jobs) {
        Set<JobId> kept = new HashSet<>(jobs);
        kept.retainAll(rows.keySet());
        return kept;
    }

    @Override
    public synchronized Map<JobStatus, Long> counts() {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            counts.put(status, 0L);
        }
        rows.values().forEach(row -> counts.merge(row.state.status(), 1L, Long::sum));
        return counts;
    }

    @Override
    public boolean cancel(JobId id, String reason) {
        synchronized (this) {
            Row row = rows.get(id);
            if (row == null || row.state.status().isFinal()) {
                return false;
            }
            if (row.worker == null) {
                dequeue(row);
                end(row, JobStatus.CANCELLED, false, reason);
            } else {
                row.state = row.state.calledOff(reason);
            }
        }
        hint();
        return true;
    }

    @Override
    public boolean reopen(JobId id) {
        synchronized (this) {
            Row row = rows.get(id);
            if (row == null || !row.state.status().isFinal() || isWhole(row)) {
                return false;
            }
            finished.remove(row.mark());
            row.steps
                    .values()
                    .removeIf(step -> step.status() != StepStatus.DONE && step.status() != StepStatus.WAITING);
            row.rescued = false;
            row.deaths = 0;
            row.state = row.state.pending(clock.instant());
            scheduled.add(row);
        }
        hint();
        return true;
    }

    private static boolean isWhole(Row row) {
        return row.state.status() == JobStatus.COMPLETE && !row.state.partial();
    }

    @Override
    public boolean wake(String ticket) {
        synchronized (this) {
            List<Row> waiting = byTicket.getOrDefault(ticket, Set.of()).stream()
                    .filter(row -> !row.state.status().isFinal())
                    .toList();
            if (waiting.isEmpty()) {
                return false;
            }
            waiting.forEach(row -> wake(row, ticket));
        }
        hint();
        return true;
    }

    private void wake(Row row, String ticket) {
        Instant now = clock.instant();
        row.steps.replaceAll((name, step) -> isHolding(ticket, step) ? step.await(ticket, now) : step);
        if (row.worker == null) {
            dequeue(row);
            row.state = row.state.pending(now);
            scheduled.add(row);
        } else {
            row.woken = true;
        }
    }

    private static boolean isHolding(String ticket, StepRecord step) {
        return step.status() == StepStatus.WAITING
                && step.ticket().filter(ticket::equals).isPresent();
    }

    private void dequeue(Row row) {
        TreeSet<Row> queue = ready.get(row.submission.recipe());
        if (queue == null || !queue.remove(row)) {
            scheduled.remove(row);
        }
    }

    @Override
    public synchronized int prune(Duration age, int limit) {
        Instant until = clock.instant().minus(age);
        int pruned = 0;
        while (pruned < limit
                && !finished.isEmpty()
                && finished.firstKey().ended().isBefore(until)) {
            forget(finished.firstEntry().getValue());
            pruned++;
        }
        return pruned;
    }

    private void forget(Row row) {
        finished.remove(row.mark());
        rows.remove(row.id);
        row.submission.key().ifPresent(byKey::remove);
        List<StepRecord> steps = List.copyOf(row.steps.values());
        row.steps.clear();
        steps.forEach(step -> step.ticket().ifPresent(ticket -> forget(ticket, row)));
    }

    @Override
    public Watch watch(Runnable hint) {
        hints.add(hint);
        return () -> hints.remove(hint);
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
    public void close() {}

    private void hint() {
        hints.forEach(Runnable::run);
    }

    private boolean isAlive(WorkerId id, Instant now) {
        Worker worker = workers.get(id);
        return worker != null && worker.aliveUntil.isAfter(now);
    }

    private Worker known(WorkerId id) {
        Worker worker = workers.get(id);
        if (worker == null) {
            throw new IllegalStateException("worker " + id + " never renewed itself");
        }
        return worker;
    }
}
