// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.codec.RenderRequest;
import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.image.ImageContent;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.Submission;
import dev.darkroom.process.Lane;
import dev.darkroom.recipe.Recipe;
import dev.darkroom.recipe.Step;
import dev.darkroom.storage.Placement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Stint fetching = new Stint();
    private final AtomicInteger operations = new AtomicInteger();

    // Guarded by this object's monitor.
    private final Notebook notebook;
    private final Set<StepCall> calls = new HashSet<>();
    private boolean started;
    private boolean tellsOfEnd = true;
    private @Nullable Stop stop;
    private String stopReason = "";
    private @Nullable Posted lastPosted;

    // Written under the monitor, but also read without it.
    private volatile boolean ended;

    JobRun(Lease lease, Recipe recipe, Workshop shop, Bench bench, PixelBudget budget) {
        this.lease = lease;
        this.recipe = recipe;
        this.shop = shop;
        this.bench = bench;
        this.notebook = new Notebook(lease, recipe, shop, bench);
        this.picture = new Picture(shop, budget, lease.job().image(), wantsOfUnfinishedSteps());
    }

    /** What is known to be wanted from the picture; a step with a condition may not be needed, so it asks for itself. */
    private RenderRequest wantsOfUnfinishedSteps() {
        RenderRequest wants = lease.job()
                .submission()
                .focus()
                .map(RenderRequest.nothing()::focusedOn)
                .orElse(RenderRequest.nothing());
        for (Step step : recipe.steps()) {
            if (step.condition().isEmpty() && !notebook.of(step).status().isFinal()) {
                wants = wants.and(step.processor().wants());
            }
        }
        return wants;
    }

    Lease lease() {
        return lease;
    }

    JobId id() {
        return lease.id();
    }

    /** Whether a worker was lost while it was at this job; then no other such job runs beside it. */
    boolean isSuspect() {
        return lease.deaths() > 0;
    }

    Picture picture() {
        return picture;
    }

    /** Returns the job as this run sees it now. */
    synchronized Job job() {
        return notebook.job();
    }

    // How it begins

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
                    "took down " + lease.deaths()
                            + " workers in a row while it was worked on; look at the image before trying again"));
        } else if (lease.rescued()) {
            hand(Lane.REMOTE, List.of(), this::startWithNote);
        } else {
            publish(at -> new JobEvent.Started(lease.job(), at));
            Lane lane = firstLane();
            hand(lane, List.of(), () -> advance(lane));
        }
    }

    /** Notes that the job is begun: if this worker is lost too, the note tells that it was at this job. */
    private void startWithNote() {
        if (writeNow(new Next.Begin())) {
            publish(at -> new JobEvent.Started(lease.job(), at));
            advance(Lane.REMOTE);
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

    // How it goes on

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
            } else {
                unwritten = notebook.hasUnwrittenCost() ? post(new Next.Keep()) : unsettled();
            }
        }
        bench.admit();
        if (unwritten == null || isWritten(unwritten)) {
            dispatch(ready, here);
        } else {
            drop(ready);
        }
    }

    /** What another thread posted and waits for: nothing is begun before that is durable either. */
    private @Nullable Posted unsettled() {
        return lastPosted == null || lastPosted.isSettled() ? null : lastPosted;
    }

    private List<StepCall> takeReady() {
        List<StepCall> ready = new ArrayList<>();
        for (Step step : notebook.ready()) {
            StepRecord record = notebook.of(step);
            notebook.begun(record);
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
                hand(Lane.REMOTE, List.of(call), () -> perform(call, Lane.REMOTE));
            } else {
                local.add(call);
            }
        }
        if (local.isEmpty()) {
            return;
        }
        if (needPicture(local)) {
            runIn(Lane.REMOTE, here, local, () -> fetchThenPerform(local));
        } else {
            runIn(Lane.LOCAL, here, local, () -> performAll(local));
        }
    }

    private void runIn(Lane lane, Lane here, List<StepCall> made, Runnable work) {
        if (lane == here) {
            work.run();
        } else {
            hand(lane, made, work);
        }
    }

    /** Hands work to a lane; if it can't be taken, the calls that it would have made are dropped. */
    private void hand(Lane lane, List<StepCall> made, Runnable work) {
        if (!bench.lanes().run(lane, work)) {
            drop(made);
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
            drop(local);
            return;
        }
        fetch(local.get(0).definition().timeout());
        boolean taken = bench.lanes().run(Lane.LOCAL, () -> {
            try {
                performAll(local);
            } finally {
                bench.desks().release();
            }
        });
        if (!taken) {
            bench.desks().release();
            drop(local);
        }
    }

    /** Fetches the picture; what keeps it from being fetched is met again, and told, by the steps that need it. */
    private void fetch(Duration longest) {
        fetching.begin(shop.clock().instant().plus(longest));
        try {
            picture.content();
        } catch (InterruptedException e) {
            if (fetching.wasOverdue()) {
                picture.giveUp("fetching the picture took longer than " + longest.toSeconds() + " s");
            }
        } catch (Throwable e) {
            log.debug("job {}: the picture could not be fetched", id(), e);
        } finally {
            fetching.end();
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
        } else {
            note(call, end);
        }
    }

    /** Notes how a call ended; what can't be noted, such as a result that throws when it is written, has failed. */
    private void note(StepCall call, StepEnd end) {
        try {
            notebook.ended(call, end);
        } catch (RuntimeException | Error e) {
            log.warn("job {}: how step '{}' ended can't be noted", id(), call.step(), e);
            notebook.ended(call, StepEnd.failed("how it ended can't be noted: " + e));
        }
    }

    /** Takes back calls that nobody will make: the thread that would have was interrupted, or the lease is lost. */
    private synchronized void drop(List<StepCall> unmade) {
        unmade.forEach(call -> complete(call, new StepEnd.Stopped()));
        if (!ended && calls.isEmpty()) {
            end();
        }
    }

    // How it ends

    private void end() {
        endAs(stop == Stop.CALLED_OFF ? new Next.Finish(JobStatus.CANCELLED, false, stopReason) : notebook.next());
    }

    private synchronized void endAs(Next next) {
        tellsOfEnd = next instanceof Next.Finish;
        leave();
        Notebook.Page last = notebook.tearOut(next);
        bench.post(last.checkpoint(), written -> {
            if (written) {
                last.events().forEach(bench::publish);
                tellIfFinished(next);
            } else {
                log.info("job {}: another worker has it or the store can't write it; what it did is dropped", id());
            }
            bench.settled(this);
        });
    }

    private void tellIfFinished(Next next) {
        if (next instanceof Next.Finish end) {
            shop.finished().accept(id());
            publish(at -> new JobEvent.Finished(finished(end), at));
        }
    }

    private synchronized Job finished(Next.Finish end) {
        return notebook.finished(end);
    }

    private void leave() {
        ended = true;
        closePictureWhenUnused();
        bench.ended(this, started);
    }

    private void closePictureWhenUnused() {
        if (calls.isEmpty()) {
            picture.close();
        }
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
                log.info("job {}: {}; what it did is dropped", id(), reason);
                tellsOfEnd = false;
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

    /** Whether it has no work any more, though its last checkpoint may not be settled. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether the job ends with this run, as far as is known; not if the run only gave it back. */
    synchronized boolean tellsOfEnd() {
        return tellsOfEnd;
    }

    synchronized boolean isStopped() {
        return ended || stop != null;
    }

    /** Interrupts whatever is under way. */
    void interrupt() {
        fetching.interrupt();
        callsNow().forEach(StepCall::interrupt);
    }

    /** Interrupts what takes longer than its step may. */
    void interruptOverdue(Instant now) {
        fetching.interruptIfOverdue(now);
        callsNow().forEach(call -> call.interruptIfOverdue(now));
    }

    private synchronized List<StepCall> callsNow() {
        return List.copyOf(calls);
    }

    // What it writes and tells

    /** Puts all that is new in line; under the lock, so that it is written before anything that this run says later. */
    private Posted post(Next next) {
        Posted posted = new Posted();
        lastPosted = posted;
        Notebook.Page page = notebook.tearOut(next);
        bench.post(page.checkpoint(), written -> {
            if (written) {
                page.events().forEach(bench::publish);
            }
            posted.settle(written);
        });
        return posted;
    }

    private boolean writeNow(Next next) {
        Posted posted;
        synchronized (this) {
            if (ended) {
                return false;
            }
            posted = post(next);
        }
        return isWritten(posted);
    }

    private boolean isWritten(Posted posted) {
        try {
            if (bench.flush(posted)) {
                return true;
            }
            stop(Stop.LOST, "another worker has it or the store can't write it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Writes a paid call down before it is sent; throws if it must not be sent, since the job is not ours any more. */
    void writeIntent(Usage intent) throws InterruptedException {
        synchronized (this) {
            notebook.intended(intent);
        }
        if (!writeNow(new Next.Keep())) {
            throw new InterruptedException("job " + id() + " is not this worker's any more");
        }
    }

    /** Returns an id for a paid call; no other lease of any job makes the same. */
    String newOperation() {
        return operationsOfThis() + operations.incrementAndGet();
    }

    boolean isOperationOfThis(String operation) {
        return operation.startsWith(operationsOfThis());
    }

    private String operationsOfThis() {
        return id() + "." + lease.token() + ".";
    }

    /** Tells the listeners now. */
    void publish(Function<Instant, JobEvent> event) {
        if (bench.isHeard()) {
            bench.publish(event.apply(shop.clock().instant()));
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
}
