// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.limit.RateLimiter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the jobs, and lends them to workers.
 *
 * <p>A store decides nothing: what a failure means, when to try again and when a job has ended is the engine's. What a
 * store promises is written in {@code JobStoreContract} of the testkit and checked by it. In short:
 *
 * <ul>
 *   <li>What {@link #add}, {@link #checkpoint} and {@link #cancel} returned from is as durable as the store is.
 *   <li>Two workers never have a lease on one job at one time. A lease ends when it is given back, when the job ends, or
 *       when its worker has run out and another one took the job; then its token is worth nothing.
 *   <li>A checkpoint is written whole, or, if its lease was lost, not at all.
 *   <li>Due jobs are lent by priority, then by due time, then by number, whatever their recipes.
 *   <li>All times are the store's own, kept at least to the microsecond; those that it hands out have no finer part than
 *       those that it keeps.
 * </ul>
 *
 * <p>Safe to share between threads and between engines. A method that can't reach the place where the jobs are kept
 * throws {@link JobStoreException}; nothing is half-written then, and the engine tries again.
 */
public interface JobStore extends AutoCloseable {

    /**
     * Adds jobs, all or none. A submission whose key is known, from before or from earlier in the list, adds nothing and
     * gets the job that has it. New jobs that are due now are leased to the claiming worker at once, as many as the claim
     * has room for.
     *
     * @return one answer for each submission, in the same order
     */
    List<Added> add(List<Submission> submissions, Claim claim);

    /** Lends due jobs of the claim's recipes to a worker that is alive, at most as many as it has room for. */
    List<Lease> lease(Claim claim);

    /**
     * Says that a worker is alive, and will be for this long: one heartbeat for all its leases. A worker's first
     * heartbeat makes it known.
     */
    Renewal renew(WorkerId worker, Duration aliveFor);

    /**
     * Writes checkpoints in this order; those whose lease was lost are left out. With the end of a job or the release of
     * a lease the lease is lost, so the same checkpoint again changes nothing.
     *
     * @return the leases that were lost
     */
    Set<Lease> checkpoint(List<Checkpoint> checkpoints);

    /**
     * Writes checkpoints, then lends jobs. A store that can do both in one transaction overrides this.
     */
    default Exchange exchange(List<Checkpoint> checkpoints, Claim claim) {
        Set<Lease> lost = checkpoints.isEmpty() ? Set.of() : checkpoint(checkpoints);
        return new Exchange(lost, claim.limit() == 0 ? List.of() : lease(claim));
    }

    /**
     * Gives back what a worker has, but for the leases that it knows of: after a call whose outcome it could not learn,
     * it may have others that it never heard of.
     */
    void giveBack(WorkerId worker, Collection<Lease> except);

    /** Ends a worker in good order: whatever it still has is due at once for others. */
    void retire(WorkerId worker);

    /** Finds a job. */
    Optional<Job> find(JobId id);

    /** Lists jobs, newest first. */
    JobPage list(JobQuery query);

    /**
     * Reads the results of one type that steps of ended jobs have, in the order in which the jobs ended. Looks at that many
     * jobs at most, so a page may be empty though there are more. A job whose end is being written while others after it
     * are read can be missed; so who reads on later begins a little before the last mark.
     *
     * @param type the name of the Java type, see {@link StepResult#type}
     * @param after the place to begin behind
     */
    ResultPage results(String type, ResultPage.Mark after, int limit);

    /** Returns those of these jobs that have not been forgotten. */
    Set<JobId> kept(Collection<JobId> jobs);

    /** Counts the jobs in each status; every status has a count. */
    Map<JobStatus, Long> counts();

    /**
     * Calls a job off. One that no worker has ends as CANCELLED at once; for one that is being worked on the wish is
     * noted, and the worker that has it hears of it with its next {@link #renew}. The store makes the reason
     * {@linkplain Reason#keepable keepable}.
     *
     * @return whether the job had not ended yet
     */
    boolean cancel(JobId id, String reason);

    /**
     * Makes an ended job due again. Steps that are DONE, and tickets that providers hold, are kept; the others begin
     * anew. Deaths, and a wish to call it off, are forgotten.
     *
     * @return whether the job had ended with something left to do
     */
    boolean reopen(JobId id);

    /**
     * Makes the step due that waits with this ticket; if providers gave it to several, all of them. A ticket may come
     * from anybody: one that is no text, which {@link dev.darkroom.text.KeptText} tells, is one that nobody holds.
     *
     * @return whether there is such a step of a job that has not ended
     */
    boolean wake(String ticket);

    /**
     * Forgets jobs that ended before this age, oldest end first, at most so many at once. Their keys and tickets are free
     * again; what they cost stays in the ledger.
     *
     * @return how many were forgotten
     */
    int prune(Duration age, int limit);

    /**
     * Asks to be told when jobs may have become due without the caller's doing. A hint, from any thread, perhaps too
     * often, perhaps never: workers look by themselves too.
     *
     * @return what ends the telling when closed
     */
    Watch watch(Runnable hint);

    /** Returns the ledger to which checkpoints write their usage. */
    CostTracker costs();

    /** Returns the limiter that counts for all who share this store. */
    RateLimiter limiter();

    /** Returns the bookmarks that are kept beside the jobs. */
    Bookmarks bookmarks();

    /** Gives back what the store holds open; the jobs stay. */
    @Override
    void close();

    /** Ends a {@link #watch}. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns a store that forgets everything with the JVM, for tests and throw-away use. */
    static JobStore inMemory() {
        return inMemory(InstantSource.system());
    }

    /** Returns a store that forgets everything with the JVM, with a clock of the caller's. */
    static JobStore inMemory(InstantSource clock) {
        return new MemoryJobStore(clock);
    }
}
