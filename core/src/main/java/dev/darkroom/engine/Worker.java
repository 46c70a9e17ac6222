// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.event.JobEvent;
import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.Renewal;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.recipe.Recipe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One thread does everything with the store: it writes what runs have put in line, and in the same breath asks for as
 * many jobs as there is room for. While it does so more is put in line, so the busier a worker is the more jobs share a
 * transaction, and no timer is needed. When much is put in line meanwhile, a second thread does the same beside it,
 * so that the database and this JVM don't wait for each other. One more thread keeps the worker alive, and one
 * watches the time of each step.
 *
 * By hand, there are no threads: runDue() does the same in the caller's until nothing is due.
 */
/** Takes jobs from the store, runs them, and writes down what came of them. */
public final class Worker implements Bench, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration FIRST_PAUSE_AFTER_TROUBLE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE_AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS_AT_THE_TIME = Duration.ofMillis(100);
    private static final int HEARTBEATS_IN_A_LIFE = 3;
    private static final int POLLS_SPREAD = 32;
    private static final int PRUNED_AT_ONCE = 500;
    private static final int LOOKS_IN_AN_AGE = 10;
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final int WORTH_WRITING_BESIDE = 50;

    private final Workshop shop;
    private final WorkerId id;
    private final boolean byHand;
    private final Set<String> recipes;
    private final Lanes lanes;
    private final Events events;
    private final Semaphore desks;
    private final PixelBudget budget;
    private final Outbox outbox;
    private final Doorbell bell = new Doorbell();
    private final Doorbell drained = new Doorbell();
    private final Prefetch prefetch;
    private final Runs runs = new Runs();
    private final Admission admission;
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger finishedSinceTurn = new AtomicInteger();
    private final AtomicLong nextDueMillis = new AtomicLong(Long.MAX_VALUE);
    private final ReentrantReadWriteLock adding = new ReentrantReadWriteLock();
    private final Object heartbeat = new Object();
    private final Ticker keeper;
    private final Ticker guard;
    private final Ticker second;
    private final Optional<Ticker> cleaner;
    private final Thread thread;
    private final JobStore.Watch watch;

    // Each is written by one thread and only read by the others.
    private volatile Duration storeAhead = Duration.ZERO;
    private volatile Instant renewedAt = Instant.MIN;
    private volatile boolean alive;
    private volatile int asked;
    private volatile boolean outcomeUnknown;
    private volatile boolean lackedRoom;
    private volatile boolean paused;
    private volatile boolean closing;
    private volatile boolean stopped;

    /** Makes a worker with threads, which take up work after {@link #start}. */
    public static Worker withThreads(Workshop shop) {
        return new Worker(shop, false);
    }

    /** Makes a worker that does something only when {@link #runDue} is called. */
    public static Worker byHand(Workshop shop) {
        return new Worker(shop, true);
    }

    private Worker(Workshop shop, boolean byHand) {
        this.shop = shop;
        this.byHand = byHand;
        this.id = WorkerId.unique(shop.settings().node(), shop.random());
        this.recipes = Set.copyOf(shop.recipes().keySet());
        this.lanes = byHand ? Lanes.byHand() : Lanes.threads(shop.settings().localThreads());
        this.events = byHand ? Events.inCallersThread(shop.listeners()) : Events.inOwnThread(shop.listeners());
        this.desks = new Semaphore(2 * shop.settings().localThreads());
        this.admission = new Admission(shop.settings().jobsAtOnce(), shop.clock());
        this.budget = new PixelBudget(shop.settings().maxPixels());
        this.prefetch = new Prefetch(shop.clock(), shop.settings().jobsAtOnce());
        this.outbox = new Outbox(shop.store(), shop.clock(), bell::ring, this::renew, this::tellFinished);
        this.keeper = new Ticker(
                "darkroom-keeper-" + id, shop.settings().aliveFor().dividedBy(HEARTBEATS_IN_A_LIFE), this::renew);
        this.guard = new Ticker("darkroom-guard-" + id, BETWEEN_LOOKS_AT_THE_TIME, this::watchTheTime);
        this.second = Ticker.whenRung("darkroom-second-" + id, this::turnBeside);
        this.cleaner = shop.settings().forgetAfter().map(this::cleaner);
        this.thread = new Thread(this::loop, "darkroom-worker-" + id);
        this.thread.setDaemon(true);
        this.watch = shop.store().watch(bell::ring);
    }

    /** Makes the worker known to the store and takes up work. */
    public void start() {
        renew();
        keeper.start();
        guard.start();
        second.start();
        cleaner.ifPresent(Ticker::start);
        thread.start();
    }

    /** Adds jobs in the calling thread, and begins at once with as many as there is room for. */
    public List<Added> add(List<Submission> submissions) {
        return withRoom(0, room -> {
            List<Added> added = shop.store().add(submissions, room);
            added.forEach(this::take);
            return added;
        });
    }

    /**
     * Calls the store beside the worker's own thread. The room is kept for the jobs that it lends meanwhile, and no lease
     * is taken for a stray before this worker has heard of it.
     */
    private <T> T withRoom(int taken, Function<Claim, T> call) {
        adding.readLock().lock();
        try {
            return withRoom(reserve(taken), call);
        } finally {
            adding.readLock().unlock();
        }
    }

    private <T> T withRoom(Claim reserved, Function<Claim, T> call) {
        try {
            return call.apply(reserved);
        } catch (RuntimeException | Error e) {
            outcomeUnknown = true;
            bell.ring();
            throw e;
        } finally {
            giveBack(reserved);
        }
    }

    /** Keeps the room that there is, but for so much that was asked for elsewhere. */
    private Claim reserve(int taken) {
        if (byHand || !takesJobs()) {
            return Claim.nothing(id);
        }
        int capacity = capacity() - taken;
        int before = atWork.getAndUpdate(jobs -> Math.max(jobs, capacity));
        return new Claim(id, recipes, Math.max(0, capacity - before));
    }

    private void giveBack(Claim reserved) {
        atWork.addAndGet(-reserved.limit());
        if (lackedRoom) {
            bell.ring();
        }
    }

    private void take(Added added) {
        if (added.created() && isHeard()) {
            publish(new JobEvent.Submitted(added.job(), shop.clock().instant()));
        }
        Lease lease = added.lease();
        if (lease != null) {
            begin(lease);
        }
    }

    /** Does in the caller's thread all that is due; returns how many jobs were worked on. */
    public synchronized int runDue() {
        try {
            renew();
            int all = 0;
            for (int some = turn(); some > 0 || !outbox.isEmpty(); some = turn()) {
                all += some;
            }
            return all;
        } catch (RuntimeException | Error e) {
            outcomeUnknown = true;
            runs.all().forEach(run -> run.stop(Stop.LOST, "the store failed in the middle"));
            throw e;
        }
    }

    private void loop() {
        Duration poll = shop.settings().poll();
        Duration soonest = poll.dividedBy(POLLS_SPREAD);
        Duration idle = soonest;
        Duration pause = FIRST_PAUSE_AFTER_TROUBLE;
        while (!stopped) {
            try {
                if (turn() == 0 && outbox.isEmpty()) {
                    rest(idleTime(idle));
                    idle = doubled(idle, poll);
                } else {
                    idle = soonest;
                }
                pause = FIRST_PAUSE_AFTER_TROUBLE;
            } catch (RuntimeException | Error e) {
                outcomeUnknown = true;
                log.error("the worker met trouble, perhaps of its store; trying again in {} ms", pause.toMillis(), e);
                rest(pause);
                pause = doubled(pause, LONGEST_PAUSE_AFTER_TROUBLE);
            }
        }
    }

    private static Duration doubled(Duration pause, Duration longest) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(longest) < 0 ? twice : longest;
    }

    /** Rests until somebody rings, or until the time is over. */
    private void rest(Duration longest) {
        try {
            bell.await(longest);
        } catch (InterruptedException e) {
            log.debug("the worker's thread was interrupted", e);
        }
    }

    private Duration idleTime(Duration longest) {
        long untilDue = Math.min(
                nextDueMillis.get() - storeTime().toEpochMilli(),
                outbox.nextTryMillis() - shop.clock().millis());
        return untilDue < longest.toMillis() ? Duration.ofMillis(Math.max(0, untilDue)) : longest;
    }

    /** Writes what is in line, takes what there is room for, and begins with it. */
    private int turn() {
        prefetch.finished(finishedSinceTurn.getAndSet(0));
        giveBackSurplus();
        forgetDue();
        if (outbox.writeAlone()) {
            outcomeUnknown = true;
        }
        if (outcomeUnknown) {
            writeAndGiveBackStrays();
        }
        Claim claim = claim();
        asked = claim.limit();
        List<Lease> leases = outbox.exchange(claim);
        leases.forEach(this::begin);
        asked = 0;
        return leases.size();
    }

    /** Does what a turn does, while the worker's own thread is in the middle of one and much has come together. */
    private void turnBeside() {
        if (outcomeUnknown || outbox.inLine() < WORTH_WRITING_BESIDE) {
            return;
        }
        withRoom(asked, room -> {
            List<Lease> leases = outbox.exchangeBeside(room);
            leases.forEach(this::begin);
            return leases;
        });
    }

    /**
     * A call to the store that failed may have been carried out, and leases given that nobody here heard of. First all
     * that was to be written is written, so that what is left to the runs is what this worker knows of, but for what the
     * store can't write for now or is writing; and not while a thread is adding, which may be about to hear of a lease.
     */
    private void writeAndGiveBackStrays() {
        outbox.write();
        if (adding.writeLock().tryLock()) {
            try {
                outcomeUnknown = false;
                shop.store().giveBack(id, knownLeases());
            } catch (RuntimeException | Error e) {
                outcomeUnknown = true;
                throw e;
            } finally {
                adding.writeLock().unlock();
            }
        }
    }

    private List<Lease> knownLeases() {
        List<Lease> known = new ArrayList<>(outbox.unwritten());
        runs.all().forEach(run -> known.add(run.lease()));
        return known;
    }

    /** When jobs are suddenly slow, those that were leased ahead at the old pace are left to other nodes. */
    private void giveBackSurplus() {
        if (admission.isLate()) {
            admission
                    .takeAllBut(prefetch.jobs())
                    .forEach(run -> run.stop(Stop.GIVE_BACK, "it would start sooner elsewhere"));
        }
    }

    private Claim claim() {
        lackedRoom = true;
        int room = capacity() - atWork.get();
        lackedRoom = room <= 0;
        return takesJobs() && room > 0 ? new Claim(id, recipes, room) : Claim.nothing(id);
    }

    private boolean takesJobs() {
        return alive && !paused && !closing;
    }

    private int capacity() {
        return shop.settings().jobsAtOnce() + prefetch.jobs();
    }

    private void forgetDue() {
        long now = storeTime().toEpochMilli();
        nextDueMillis.updateAndGet(due -> due > now ? due : Long.MAX_VALUE);
    }

    private void begin(Lease lease) {
        JobRun run;
        try {
            run = new JobRun(lease, recipeOf(lease), shop, this, budget);
        } catch (RuntimeException | Error e) {
            log.error("{} can't be begun", lease.job(), e);
            Next.Finish end = new Next.Finish(JobStatus.FAILED, false, "could not be begun: " + e);
            post(new Checkpoint(lease, List.of(), List.of(), end), written -> {
                if (written) {
                    tellFinished(lease, end);
                }
            });
            return;
        }
        begin(run);
    }

    /** Tells of the end of a job that no run could tell of. */
    private void tellFinished(Lease lease, Next.Finish end) {
        Job job = lease.job();
        JobState ended = job.state().finished(end.status(), end.partial(), end.reason(), storeTime());
        tellFinished(new Job(job.id(), job.submission(), ended, job.steps().values()));
    }

    private void tellFinished(Job job) {
        shop.finished().accept(job.id());
        publish(new JobEvent.Finished(job, shop.clock().instant()));
    }

    private Recipe recipeOf(Lease lease) {
        Recipe recipe = shop.recipes().get(lease.job().recipe());
        if (recipe == null) {
            throw new IllegalStateException("the store lent a job whose recipe was not asked for");
        }
        return recipe;
    }

    private void begin(JobRun run) {
        atWork.incrementAndGet();
        boolean begins = runs.add(run);
        if (byHand) {
            renew();
            run.start();
            return;
        }
        if (begins) {
            admission.add(run);
        }
        if (closing || !alive) {
            run.stop(Stop.GIVE_BACK, "the worker takes no more jobs");
        }
        admission.admit();
    }

    @Override
    public void admit() {
        admission.admit();
    }

    private void renew() {
        Instant before = shop.clock().instant();
        Renewal renewal = shop.store().renew(id, shop.settings().aliveFor());
        boolean wasCutOff;
        synchronized (heartbeat) {
            wasCutOff = !renewal.wasAlive() && renewedAt.isAfter(Instant.MIN);
            storeAhead = Duration.between(before, renewal.now());
            renewedAt = before;
            alive = true;
        }
        if (wasCutOff && !byHand) {
            giveUpAll("this worker had run out");
        }
        renewal.calledOff().forEach(this::callOff);
        bell.ring();
    }

    /** Ends steps that take too long; and all of them, when others may already have the jobs. */
    private void watchTheTime() {
        Instant now = shop.clock().instant();
        runs.all().forEach(run -> run.interruptOverdue(now));
        if (admission.isLate()) {
            bell.ring();
        }
        boolean missed;
        synchronized (heartbeat) {
            missed = alive && now.isAfter(renewedAt.plus(shop.settings().aliveFor()));
            alive &= !missed;
        }
        if (missed) {
            giveUpAll("no heartbeat was written for " + shop.settings().aliveFor());
        }
    }

    private void giveUpAll(String reason) {
        if (!runs.isEmpty()) {
            log.warn("giving back all jobs, since others may take them: {}", reason);
            runs.all().forEach(run -> run.stop(Stop.GIVE_BACK, reason));
            runs.all().forEach(JobRun::interrupt);
        }
    }

    /** Calls a job off wherever it is; returns whether it had not ended yet. */
    public boolean cancel(JobId job, String reason) {
        JobRun run = runs.of(job);
        if (!shop.store().cancel(job, reason)) {
            return false;
        }
        // Asked before the run is called off, and only of those that had none: a run tells of its end itself.
        if (run == null || !run.tellsOfEnd()) {
            shop.store().find(job).filter(Job::isFinished).ifPresent(this::tellFinished);
        }
        callOff(job, reason);
        return true;
    }

    /** Calls off a job if it is worked on here. */
    private void callOff(JobId job, String reason) {
        JobRun run = runs.of(job);
        if (run != null) {
            run.stop(Stop.CALLED_OFF, reason);
        }
    }

    private Ticker cleaner(Duration age) {
        Duration often = age.dividedBy(LOOKS_IN_AN_AGE);
        Duration rest = often.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? often : LONGEST_BETWEEN_LOOKS;
        return new Ticker("darkroom-cleaner-" + id, rest, () -> prune(age));
    }

    /** Forgets jobs that ended before this age, in small pieces; returns how many. */
    public int prune(Duration age) {
        int all = 0;
        int some;
        do {
            some = shop.store().prune(age, PRUNED_AT_ONCE);
            all += some;
        } while (some == PRUNED_AT_ONCE && !closing);
        return all;
    }

    /** Takes no more jobs; those under way go on. */
    public void pause() {
        paused = true;
    }

    /** Takes jobs again. */
    public void resume() {
        paused = false;
        bell.ring();
    }

    /** Whether it takes no jobs for now. */
    public boolean isPaused() {
        return paused;
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }

    @Override
    public Semaphore desks() {
        return desks;
    }

    @Override
    public Instant storeTime() {
        return shop.clock().instant().plus(storeAhead);
    }

    @Override
    public void post(Checkpoint checkpoint, Consumer<Boolean> settled) {
        if (outbox.add(new Outbox.Entry(checkpoint, settled)) == WORTH_WRITING_BESIDE) {
            second.ring();
        }
        if (checkpoint.next() instanceof Next.Release release) {
            long due = storeTime().plus(release.delay()).toEpochMilli() + 1;
            nextDueMillis.accumulateAndGet(due, Math::min);
        } else if (checkpoint.next() instanceof Next.Finish) {
            // One that is only parked says nothing of how soon this worker would be through with others.
            finishedSinceTurn.incrementAndGet();
        }
        bell.ring();
    }

    @Override
    public boolean flush(Posted posted) throws InterruptedException {
        if (byHand) {
            outbox.write();
            if (!posted.isSettled()) {
                throw new IllegalStateException("the store can't write for now what this job said before");
            }
        }
        return posted.await();
    }

    @Override
    public boolean isHeard() {
        return events.isHeard();
    }

    @Override
    public void publish(JobEvent event) {
        events.publish(event);
    }

    @Override
    public void ended(JobRun run, boolean wasStarted) {
        if (wasStarted && !byHand) {
            admission.leave(run);
        }
        atWork.decrementAndGet();
    }

    @Override
    public void settled(JobRun run) {
        JobRun next = runs.settled(run);
        if (next != null) {
            admission.add(next);
            admission.admit();
        }
        if (closing) {
            drained.ring();
        }
    }

    /**
     * Takes no more jobs and begins no more steps; waits, as long as the settings say, for the steps under way, then
     * interrupts them; writes what is done and gives back all leases.
     */
    @Override
    public void close() {
        closing = true;
        watch.close();
        runs.all().forEach(run -> run.stop(Stop.GIVE_BACK, "the worker closes"));
        if (!byHand) {
            drain();
        }
        keeper.close();
        guard.close();
        second.close();
        cleaner.ifPresent(Ticker::close);
        retire();
        lanes.close();
        events.close();
    }

    private void drain() {
        try {
            if (!awaitNoRuns(shop.settings().drain())) {
                log.warn("{} jobs are still at work; interrupting them", runs.size());
                runs.all().forEach(JobRun::interrupt);
                awaitNoRuns(AFTER_INTERRUPT);
            }
            stopThread();
            thread.join(AFTER_INTERRUPT.toMillis());
        } catch (InterruptedException e) {
            runs.all().forEach(JobRun::interrupt);
            stopThread();
            Thread.currentThread().interrupt();
        }
    }

    private void stopThread() {
        stopped = true;
        bell.ring();
    }

    /** Waits in real time, whatever the clock that was handed in says: it is the closing thread that is kept. */
    private boolean awaitNoRuns(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); !runs.isEmpty() && left > 0; left = end - System.nanoTime()) {
            drained.await(Duration.ofNanos(left));
        }
        return runs.isEmpty();
    }

    private void retire() {
        try {
            shop.store().retire(id);
        } catch (RuntimeException e) {
            log.warn("the leases could not be given back; others take the jobs when they have run out", e);
        }
    }
}
