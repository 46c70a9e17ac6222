// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.image.ImageContent;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobState;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.Submission;
import dev.darkroom.process.Lane;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Placement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One lease being worked off.
 *
 * The run has no thread of its own. Whoever has something new to say (the worker that begins it, a thread in which a
 * step ended) calls advance(), which under the lock decides what follows: steps that became ready, which are handed to
 * their lanes, or the end, which is one checkpoint. A thread that ends a remote step first waits until that step is
 * durable, so that nothing paid for is lost to what comes next; local results ride along with whatever is written next.
 */
/** One leased job on its way through its recipe. */
final class JobRun {
    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    private final Lease lease;
    private final Recipe recipe;
    private final Workshop shop;
    private final Bench bench;
    private final Picture picture;

    // Guarded by this object's monitor, as is the progress itself.
    private final Progress progress;
    private final Set<StepCall> calls = new HashSet<>();
    private final List<Usage> usage = new ArrayList<>();
    private final List<JobEvent> events = new ArrayList<>();
    private boolean paidForUnwritten;
    private boolean started;
    private boolean ended;
    private @Nullable Thread fetcher;
    private Instant fetchDeadline = Instant.MAX;
    private @Nullable Stop stop;
    private String stopReason = "";

    JobRun(Lease lease, Recipe recipe, Workshop shop, Bench bench, PixelBudget budget) {
        this.lease = lease;
        this.recipe = recipe;
        this.shop = shop;
        this.bench = bench;
        this.progress = new Progress(recipe, lease.job().steps().values());
        this.picture = new Picture(shop, budget, lease.job().image(), wantsOfUnfinishedSteps());
    }

    /** What is known to be wanted from the picture; a step with a condition may not be needed, so it asks for itself. */
    private RenderRequest wantsOfUnfinishedSteps() {
        RenderRequest wants = RenderRequest.nothing();
        for (Step step : recipe.steps()) {
            if (step.condition().isEmpty() && !progress.of(step.name()).status().isFinal()) {
                wants = wants.and(step.processor().wants());
            }
        }
        return wants;
    }

    JobId id() {
        return lease.id();
    }

    Picture picture() {
        return picture;
    }

    /** Returns the job as this run sees it now. */
    synchronized Job job() {
        return new Job(id(), lease.job().submission(), lease.job().state(), progress.all());
    }

    /** Begins the work, and returns soon; returns false if there is nothing to begin any more. */
    boolean start() {
        synchronized (this) {
            if (ended) {
                return false;
            }
            started = true;
        }
        begin();
        return true;
    }

    private void begin() {
        String calledOff = lease.job().state().cancelWish();
        if (calledOff != null) {
            stop(Stop.CALLED_OFF, calledOff);
        } else if (lease.deaths() >= shop.settings().deathsAllowed()) {
            endAs(new Next.Finish(
                    JobStatus.FAILED,
                    false,
                    "took down " + lease.deaths() + " workers in a row while it"
                            + " was worked on; look at the image before trying again"));
        } else if (lease.rescued()) {
            bench.lanes().run(Lane.REMOTE, this::startAsSuspect);
        } else {
            publish(at -> new JobEvent.Started(id(), at));
            Lane lane = firstLane();
            bench.lanes().run(lane, () -> advance(lane));
        }
    }

    /** A picture is fetched where waiting costs nothing. */
    private Lane firstLane() {
        boolean hasLocal = false;
        for (Step step : recipe.steps()) {
            if (step.processor().lane() == Lane.LOCAL) {
                hasLocal = true;
                if (readsPicture(step)) {
                    return Lane.REMOTE;
                }
            }
        }
        return hasLocal ? Lane.LOCAL : Lane.REMOTE;
    }

    /**
     * A job whose last worker was lost may be why. It is worked on when no other such job is, after a note that it was
     * begun: if this worker is lost too, the note tells that it was this job and not one beside it.
     */
    private void startAsSuspect() {
        try {
            bench.suspects().acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (writeNow(new Next.Begin())) {
                publish(at -> new JobEvent.Started(id(), at));
                advance(Lane.REMOTE);
                awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            bench.suspects().release();
        }
    }

    private synchronized void awaitEnd() throws InterruptedException {
        while (!ended) {
            wait();
        }
    }

    private void advance(Lane here) {
        List<StepCall> ready;
        Posted unwritten = null;
        synchronized (this) {
            if (ended) {
                return;
            }
            ready = stop == null ? takeReady() : List.of();
            if (ready.isEmpty() && calls.isEmpty()) {
                end();
            } else if (paidForUnwritten) {
                unwritten = post(new Next.Keep());
            }
        }
        bench.admit();
        if (unwritten == null || settle(unwritten)) {
            dispatch(ready, here);
        }
    }

    private List<StepCall> takeReady() {
        for (StepRecord skipped : progress.skipUnreachable()) {
            note(at -> new JobEvent.StepSkipped(
                    id(), at, skipped.step(), skipped.reason().orElse("")));
        }
        List<StepCall> ready = new ArrayList<>();
        for (Step step : progress.ready(bench.storeTime())) {
            StepRecord record = progress.of(step.name());
            progress.putQuietly(record.begin());
            StepCall call = new StepCall(step, record, this, shop);
            calls.add(call);
            ready.add(call);
        }
        return ready;
    }

    private void dispatch(List<StepCall> ready, Lane here) {
        List<StepCall> local = new ArrayList<>();
        for (StepCall call : ready) {
            if (call.definition().processor().lane() == Lane.REMOTE) {
                bench.lanes().run(Lane.REMOTE, () -> perform(call, Lane.REMOTE));
            } else {
                local.add(call);
            }
        }
        if (local.isEmpty()) {
            return;
        }
        if (needPicture(local)) {
            runIn(Lane.REMOTE, here, () -> fetchThenPerform(local));
        } else {
            runIn(Lane.LOCAL, here, () -> performAll(local));
        }
    }

    private void runIn(Lane lane, Lane here, Runnable work) {
        if (lane == here) {
            work.run();
        } else {
            bench.lanes().run(lane, work);
        }
    }

    private boolean needPicture(List<StepCall> local) {
        return !picture.isFetched() && local.stream().anyMatch(call -> readsPicture(call.definition()));
    }

    private static boolean readsPicture(Step step) {
        return step.condition().isPresent() || step.processor().readsPicture();
    }

    /** Fetches before it takes a local thread, and only as many pictures ahead as there are desks. */
    private void fetchThenPerform(List<StepCall> local) {
        try {
            bench.desks().acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        fetch(local.get(0).definition().timeout());
        bench.lanes().run(Lane.LOCAL, () -> {
            try {
                performAll(local);
            } finally {
                bench.desks().release();
            }
        });
    }

    /** Fetches the picture; what keeps it from being fetched is met again, and told, by the steps that need it. */
    private void fetch(Duration longest) {
        synchronized (this) {
            fetcher = Thread.currentThread();
            fetchDeadline = shop.clock().instant().plus(longest);
        }
        try {
            picture.content();
        } catch (InterruptedException | IOException | RuntimeException e) {
            log.debug("job {}: the picture could not be fetched", id(), e);
        } finally {
            synchronized (this) {
                fetcher = null;
            }
        }
    }

    private void performAll(List<StepCall> local) {
        local.forEach(call -> perform(call, Lane.LOCAL));
    }

    private void perform(StepCall call, Lane here) {
        StepEnd end = call.call();
        complete(call, end);
        advance(here);
    }

    private synchronized void complete(StepCall call, StepEnd end) {
        calls.remove(call);
        if (ended) {
            closePictureWhenUnused();
            return;
        }
        usage.addAll(end.usage());
        if (end instanceof StepEnd.Told told) {
            paidForUnwritten |= call.definition().processor().lane() == Lane.REMOTE
                    || !end.usage().isEmpty();
            apply(call, told.outcome());
        } else if (end instanceof StepEnd.NotNeeded) {
            skip(call);
        } else {
            progress.putQuietly(call.record());
        }
    }

    private void skip(StepCall call) {
        String reason = "its condition says that it is not needed";
        progress.put(call.record().skip(reason));
        note(at -> new JobEvent.StepSkipped(id(), at, call.step(), reason));
    }

    private void apply(StepCall call, StepOutcome<?> outcome) {
        if (outcome instanceof StepOutcome.Succeeded<?> done) {
            succeed(call, done.result());
        } else if (outcome instanceof StepOutcome.Postponed<?> postponed) {
            Instant due = bench.storeTime().plus(postponed.delay());
            delayed(call.record().postpone(postponed.reason(), due), postponed.reason(), postponed.delay());
        } else if (outcome instanceof StepOutcome.Waiting<?> waiting) {
            Instant pollAt = bench.storeTime().plus(waiting.pollAfter());
            delayed(call.record().await(waiting.ticket(), pollAt), "a provider works on it", waiting.pollAfter());
        } else if (outcome instanceof StepOutcome.Failed<?> failed) {
            fail(call, failed);
        }
    }

    private void succeed(StepCall call, Object result) {
        try {
            progress.put(call.record().succeed(StepResult.of(result), call.files()));
            note(at -> new JobEvent.StepDone(id(), at, call.step()));
        } catch (IllegalArgumentException e) {
            fail(call, new StepOutcome.Failed<>(String.valueOf(e.getMessage()), false, null, List.of()));
        }
    }

    private void fail(StepCall call, StepOutcome.Failed<?> failed) {
        Optional<Duration> rest = failed.retryable()
                ? call.definition().backoff().before(call.tryNumber(), shop.random())
                : Optional.empty();
        if (rest.isPresent()) {
            Duration asked = failed.atLeast();
            Duration delay = asked != null && asked.compareTo(rest.get()) > 0 ? asked : rest.get();
            Instant due = bench.storeTime().plus(delay);
            delayed(call.record().retry(failed.reason(), due), failed.reason(), delay);
        } else {
            progress.put(call.record().fail(failed.reason()));
            note(at -> new JobEvent.StepFailed(
                    id(), at, call.step(), failed.reason(), call.definition().isRequired()));
        }
    }

    private void delayed(StepRecord record, String reason, Duration delay) {
        progress.put(record);
        note(at -> new JobEvent.StepDelayed(id(), at, record.step(), reason, delay));
    }

    private void end() {
        endAs(
                stop == Stop.CALLED_OFF
                        ? new Next.Finish(JobStatus.CANCELLED, false, stopReason)
                        : progress.next(bench.storeTime()));
    }

    private synchronized void endAs(Next next) {
        leave();
        Checkpoint last = checkpoint(next);
        List<JobEvent> news = takeEvents();
        bench.post(last, written -> {
            if (written) {
                news.forEach(bench::publish);
                if (next instanceof Next.Finish finish) {
                    tellFinished(finish);
                }
            } else {
                log.info("job {}: another worker has it, so the results of this one are dropped", id());
            }
            bench.settled(this);
        });
    }

    private void tellFinished(Next.Finish finish) {
        shop.finished().accept(id());
        publish(at -> new JobEvent.Finished(asFinished(finish), at));
    }

    private Job asFinished(Next.Finish finish) {
        JobState state =
                lease.job().state().finished(finish.status(), finish.partial(), finish.reason(), bench.storeTime());
        return new Job(id(), lease.job().submission(), state, job().steps().values());
    }

    private void leave() {
        ended = true;
        notifyAll();
        closePictureWhenUnused();
        bench.ended(this, started);
    }

    private void closePictureWhenUnused() {
        if (calls.isEmpty()) {
            picture.close();
        }
    }

    private Checkpoint checkpoint(Next next) {
        List<Usage> calls = List.copyOf(usage);
        usage.clear();
        paidForUnwritten = false;
        return new Checkpoint(lease, progress.takeChanges(), calls, next);
    }

    private List<JobEvent> takeEvents() {
        List<JobEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** Puts all that is new in line; under the lock, so that it is written before anything that this run says later. */
    private Posted post(Next next) {
        Posted posted = new Posted();
        Checkpoint checkpoint = checkpoint(next);
        List<JobEvent> news = takeEvents();
        bench.post(checkpoint, written -> {
            if (written) {
                news.forEach(bench::publish);
            }
            posted.settle(written);
        });
        return posted;
    }

    private boolean settle(Posted posted) {
        try {
            if (bench.flush(posted)) {
                return true;
            }
            stop(Stop.LOST, "another worker has the job");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean writeNow(Next next) throws InterruptedException {
        Posted posted;
        synchronized (this) {
            if (ended) {
                return false;
            }
            posted = post(next);
        }
        return settle(posted);
    }

    /** Writes a paid call down before it is sent; throws if it must not be sent, since the job is not ours any more. */
    void writeIntent(Usage intent) throws InterruptedException {
        synchronized (this) {
            usage.add(intent);
        }
        if (!writeNow(new Next.Keep())) {
            throw new InterruptedException("job " + id() + " is not this worker's any more");
        }
    }

    Placement placement(String role, String extension, ImageContent content) throws IOException {
        Submission submission = lease.job().submission();
        Placement place = Placement.of(
                        submission.imageId().orElse("job-" + id()),
                        role,
                        extension,
                        lease.job().submittedAt())
                .sha256(content.sha256());
        Placement owned = submission.owner().map(place::owner).orElse(place);
        return submission.kind().map(owned::kind).orElse(owned);
    }

    /** Tells the listeners now. */
    void publish(Function<Instant, JobEvent> event) {
        if (bench.isHeard()) {
            bench.publish(event.apply(shop.clock().instant()));
        }
    }

    /** Tells the listeners when what is new has been written. */
    private void note(Function<Instant, JobEvent> event) {
        if (bench.isHeard()) {
            events.add(event.apply(shop.clock().instant()));
        }
    }

    synchronized boolean isStopped() {
        return ended || stop != null;
    }

    /** Begins no more steps. Those under way may end, unless the job is called off or lost. */
    void stop(Stop why, String reason) {
        synchronized (this) {
            if (ended || (stop != null && why == Stop.GIVE_BACK)) {
                return;
            }
            stop = why;
            stopReason = reason;
            if (why == Stop.LOST) {
                log.info("job {}: {}, so the results of this one are dropped", id(), reason);
                leave();
                bench.settled(this);
            } else if (calls.isEmpty()) {
                end();
            }
        }
        bench.admit();
        if (why != Stop.GIVE_BACK) {
            interrupt();
        }
    }

    /** Interrupts whatever is under way. */
    void interrupt() {
        interruptFetcher();
        callsNow().forEach(StepCall::interrupt);
    }

    /** Interrupts what takes longer than its step may. */
    void interruptOverdue(Instant now) {
        if (isFetchOverdue(now)) {
            interruptFetcher();
        }
        callsNow().forEach(call -> call.interruptIfOverdue(now));
    }

    private synchronized boolean isFetchOverdue(Instant now) {
        return now.isAfter(fetchDeadline);
    }

    private synchronized void interruptFetcher() {
        if (fetcher != null) {
            fetcher.interrupt();
        }
    }

    private synchronized List<StepCall> callsNow() {
        return List.copyOf(calls);
    }
}
