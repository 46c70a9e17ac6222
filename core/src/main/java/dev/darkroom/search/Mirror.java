// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.search;

import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.ResultPage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * New results are found by the time at which their jobs ended, from a little before the last one that was seen: a
 * transaction that ended a job may be committed after a later one, and what is read twice changes nothing. What was
 * forgotten is not told by anybody. So nothing is answered before the store was asked whether it still has those jobs, and
 * with each look at what is new some of the old are asked for too, in turn, so that their room is free again.
 */
/** Follows the results of one type in a store. */
final class Mirror<P extends Pool> {
    private static final Logger log = LoggerFactory.getLogger(Mirror.class);
    private static final Duration LATEST_COMMIT = Duration.ofSeconds(30);
    private static final int JOBS_A_PAGE = 500;
    private static final int JOBS_ASKED_FOR = 1_000;

    private final JobStore store;
    private final Class<?> type;
    private final P pool;
    private final Duration fresh;
    private final InstantSource clock;
    private final ReentrantLock following = new ReentrantLock();
    private final ReadWriteLock access = new ReentrantReadWriteLock();

    // Written by the thread that follows.
    private volatile @Nullable Instant followedAt;
    private volatile ResultPage.Mark last = ResultPage.Mark.START;

    Mirror(JobStore store, Class<?> type, P pool, Duration fresh, InstantSource clock) {
        this.store = store;
        this.type = type;
        this.pool = pool;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** Looks what is new if that was not done of late. While another thread does it, only the first look is waited for. */
    private void follow() {
        Instant before = followedAt;
        if (isFresh(before) || (before != null && following.isLocked())) {
            return;
        }
        following.lock();
        try {
            if (!isFresh(followedAt)) {
                followNow();
            }
        } finally {
            following.unlock();
        }
    }

    private boolean isFresh(@Nullable Instant at) {
        if (at == null) {
            return false;
        }
        Duration age = Duration.between(at, clock.instant());
        return !age.isNegative() && age.compareTo(fresh) < 0;
    }

    /** Looks what is new. */
    void followNow() {
        following.lock();
        try {
            Instant begun = clock.instant();
            dropForgotten(ask(p -> p.some(JOBS_ASKED_FOR)));
            readOn();
            followedAt = begun;
        } finally {
            following.unlock();
        }
    }

    private void readOn() {
        ResultPage.Mark from = last.minus(LATEST_COMMIT);
        boolean hasMore = true;
        while (hasMore) {
            ResultPage page = store.results(type.getName(), from, JOBS_A_PAGE);
            change(() -> page.results().forEach(this::put));
            from = page.end();
            last = from.compareTo(last) > 0 ? from : last;
            hasMore = page.hasMore();
        }
    }

    private void put(ResultPage.Result result) {
        try {
            pool.put(result);
        } catch (IllegalArgumentException e) {
            log.warn("job {} has a result that no search can use: {}", result.job(), e.getMessage());
        }
    }

    /**
     * Asks the pool, which follows the store first; what it found is asked for again as long as the store has forgotten a
     * job of it.
     *
     * @param jobs tells of what jobs something found is
     */
    <T> List<T> find(Function<P, List<T>> question, Function<T, Stream<JobId>> jobs) {
        follow();
        List<T> found = ask(question);
        while (dropForgotten(found.stream().flatMap(jobs).toList())) {
            found = ask(question);
        }
        return found;
    }

    /** Asks the pool, which follows the store first, what no job has a part in. */
    <T> T answer(Function<P, T> question) {
        follow();
        return ask(question);
    }

    private <T> T ask(Function<P, T> question) {
        access.readLock().lock();
        try {
            return question.apply(pool);
        } finally {
            access.readLock().unlock();
        }
    }

    private void change(Runnable change) {
        access.writeLock().lock();
        try {
            change.run();
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Forgets those of these jobs that the store has forgotten; returns whether there were any. */
    private boolean dropForgotten(List<JobId> jobs) {
        Set<JobId> forgotten = new HashSet<>(jobs);
        List<JobId> all = new ArrayList<>(forgotten);
        for (int from = 0; from < all.size(); from += JOBS_ASKED_FOR) {
            forgotten.removeAll(store.kept(all.subList(from, Math.min(all.size(), from + JOBS_ASKED_FOR))));
        }
        if (!forgotten.isEmpty()) {
            change(() -> pool.forget(forgotten));
        }
        return !forgotten.isEmpty();
    }
}
