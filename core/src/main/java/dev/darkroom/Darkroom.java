// SPDX-License-Identifier: Apache-2.0
package dev.darkroom;

import dev.darkroom.engine.Worker;
import dev.darkroom.engine.Workshop;
import dev.darkroom.event.JobEvent;
import dev.darkroom.http.GuardedHttp;
import dev.darkroom.job.Bookmarks;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobPage;
import dev.darkroom.job.JobQuery;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import dev.darkroom.search.Search;
import dev.darkroom.search.TextCalls;
import dev.darkroom.search.TextEmbedder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guarantees that every image that is handed in is processed to a visible end.
 *
 * <pre>{@code
 * Darkroom darkroom = Darkroom.builder()
 *         .store(JobStore.inMemory())
 *         .storage(FileStorage.at(Path.of("media")))
 *         .recipe(Recipe.named("photo")
 *                 .step(Variants.of(Variant.square("thumbnail", 200)))
 *                 .step(Palette.colours(5)))
 *         .build();
 *
 * Job job = darkroom.submit(Submission.of("photo", ImageRef.file("cat.jpg"))).await(Duration.ofMinutes(1));
 * Palette.Colours colours = job.result(Palette.Colours.class);
 * }</pre>
 *
 * <p>A worker starts with it, unless the builder was told otherwise, and ends with {@link #close}. Safe to share between
 * threads; several can live in one JVM, on one store or on several.
 */
public final class Darkroom implements AutoCloseable {
    private static final JobId NO_JOB = new JobId(0);

    private final Workshop shop;
    private final Worker worker;
    private final DarkroomBuilder.WorkerKind workerKind;
    private final Completions completions;
    private final @Nullable GuardedHttp ownHttp;
    private final Search search;

    // Written once, by whoever closes.
    private volatile boolean closed;

    Darkroom(
            Workshop shop,
            DarkroomBuilder.WorkerKind workerKind,
            Completions completions,
            @Nullable GuardedHttp ownHttp,
            DarkroomBuilder.Searching searching) {
        this.shop = shop;
        this.ownHttp = ownHttp;
        this.workerKind = workerKind;
        this.completions = completions;
        this.worker = workerKind == DarkroomBuilder.WorkerKind.THREADS ? Worker.withThreads(shop) : Worker.byHand(shop);
        this.search = Search.in(shop.store(), searching.settings(), textCalls(searching.embedders()), shop.clock());
        if (workerKind == DarkroomBuilder.WorkerKind.THREADS) {
            worker.start();
        }
    }

    private TextCalls textCalls(List<TextEmbedder> embedders) {
        return new TextCalls(
                embedders,
                shop.paid(),
                shop.http(),
                shop.store().costs(),
                WorkerId.unique(shop.settings().node(), shop.random()).value(),
                alert -> worker.publish(
                        new JobEvent.BudgetReached(NO_JOB, shop.clock().instant(), alert)));
    }

    /** Begins to build one. */
    public static DarkroomBuilder builder() {
        return new DarkroomBuilder();
    }

    /** Hands in an image. When this returns, the job is as durable as the store is. */
    public JobHandle submit(Submission submission) {
        return submit(List.of(submission)).get(0);
    }

    /** Hands in images, all or none; the handles come in the same order. */
    public List<JobHandle> submit(List<Submission> submissions) {
        checkOpen();
        submissions.forEach(this::checkRecipe);
        return worker.add(submissions).stream()
                .map(added -> handle(added.job().id()))
                .toList();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this Darkroom is closed");
        }
    }

    private void checkRecipe(Submission submission) {
        if (!shop.recipes().isEmpty() && !shop.recipes().containsKey(submission.recipe())) {
            throw new IllegalArgumentException("there is no recipe named '" + submission.recipe() + "'; known are "
                    + shop.recipes().keySet());
        }
    }

    /** Finds a job by its number. */
    public Optional<JobHandle> find(JobId id) {
        return shop.store().find(id).map(job -> handle(job.id()));
    }

    /** Lists jobs, newest first, a page at a time. */
    public JobPage jobs(JobQuery query) {
        return shop.store().list(query);
    }

    /** Counts the jobs in each status. */
    public Map<JobStatus, Long> counts() {
        return shop.store().counts();
    }

    /**
     * Calls a job off. One that nobody works on ends as CANCELLED at once; otherwise its steps are interrupted and it
     * ends so soon after.
     *
     * @return whether the job had not ended yet
     */
    public boolean cancel(JobId id, String reason) {
        return worker.cancel(id, reason);
    }

    /**
     * Makes an ended job due again. Only what is not DONE is done again, so nothing is paid twice.
     *
     * @return whether there is something to do again
     */
    public boolean retry(JobId id) {
        return shop.store().reopen(id);
    }

    /**
     * Makes the step due that waits for a provider with this ticket, so that it looks at once.
     *
     * @return whether there is such a step
     */
    public boolean wake(String ticket) {
        return shop.store().wake(ticket);
    }

    /** Returns what finds pictures that are alike, and copies; it reads nothing before it is asked. */
    public Search search() {
        return search;
    }

    /**
     * Forgets jobs that ended before this age, in small pieces. Their files and what they cost stay.
     *
     * @return how many were forgotten
     */
    public int prune(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("no job ended " + age + " ago");
        }
        return worker.prune(age);
    }

    /** Takes up no more jobs on this node; those under way go on, and submitting does too. */
    public void pause() {
        worker.pause();
    }

    /** Takes up jobs again. */
    public void resume() {
        worker.resume();
    }

    /** Whether this node takes up no jobs for now. */
    public boolean isPaused() {
        return worker.isPaused();
    }

    /**
     * Does all that is due in the caller's thread, and returns how many jobs were worked on: for a Darkroom that was
     * built to be driven {@linkplain DarkroomBuilder#byHand by hand}, such as from a cron job or a test.
     */
    public int runDue() {
        if (workerKind != DarkroomBuilder.WorkerKind.BY_HAND) {
            throw new IllegalStateException("runDue() is for a Darkroom built with byHand(); this one "
                    + (workerKind == DarkroomBuilder.WorkerKind.THREADS ? "works by itself" : "has no worker"));
        }
        checkOpen();
        return worker.runDue();
    }

    /**
     * Ends the work in good order: begins nothing more, waits for the steps under way as long as was set, gives back all
     * leases and closes the store.
     */
    @Override
    public void close() {
        closed = true;
        worker.close();
        search.close();
        shop.store().close();
        if (ownHttp != null) {
            ownHttp.close();
        }
    }

    /** Returns the places in foreign lists that are kept beside the jobs: for what hands in the entries of such a list. */
    public Bookmarks bookmarks() {
        return shop.store().bookmarks();
    }

    /** Returns the client for calls to services, for what belongs to this Darkroom and ends before it. */
    public GuardedHttp http() {
        return shop.http();
    }

    JobStore store() {
        return shop.store();
    }

    Completions completions() {
        return completions;
    }

    private JobHandle handle(JobId id) {
        return new JobHandle(id, this);
    }
}
