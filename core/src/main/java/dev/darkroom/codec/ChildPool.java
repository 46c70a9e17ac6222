// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/*
 * Nobody closes the pool: a child that was not asked for a while is ended, a thread that had nothing to do ends itself,
 * and a child whose parent is gone ends by itself, too.
 */
/** Lends out children, starts them when they are needed and ends them when they are not. Any thread may ask. */
final class ChildPool {
    private static final long THREAD_RESTS_SECONDS = 10;

    private final Isolation settings;
    private final ExecutorService threads = newThreads();
    private final Semaphore places;
    private final Executor later;

    // Guarded by this object's monitor.
    private final Deque<Child> resting = new ArrayDeque<>();
    private final Set<Child> restedLong = new HashSet<>();
    private boolean willSweep;

    ChildPool(Isolation settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.children(), true);
        this.later = CompletableFuture.delayedExecutor(settings.idle().toNanos(), TimeUnit.NANOSECONDS, threads);
    }

    private static ExecutorService newThreads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, THREAD_RESTS_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "darkroom-child-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Waits for a place, and returns a child that must be given back. */
    Child take() throws IOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a process to decode in");
        }
        boolean taken = false;
        try {
            Child child = rested();
            if (child == null) {
                child = Child.start(settings, threads);
            }
            taken = true;
            return child;
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    /** Returns the child that was asked last, so that those that are too many come to rest. */
    private synchronized @Nullable Child rested() {
        Child child = resting.pollFirst();
        while (child != null && !child.isAlive()) {
            child = resting.pollFirst();
        }
        restedLong.remove(child);
        return child;
    }

    /** Takes a child back; one that may have been damaged is ended. */
    void giveBack(Child child, boolean sound) {
        if (sound) {
            rest(child);
        } else {
            child.end();
        }
        places.release();
    }

    private synchronized void rest(Child child) {
        resting.addFirst(child);
        sweepLater();
    }

    private void sweepLater() {
        if (!willSweep) {
            willSweep = true;
            later.execute(this::sweep);
        }
    }

    /** Ends those that rest since the last time. */
    private synchronized void sweep() {
        willSweep = false;
        restedLong.forEach(Child::end);
        resting.removeAll(restedLong);
        restedLong.clear();
        restedLong.addAll(resting);
        if (!resting.isEmpty()) {
            sweepLater();
        }
    }
}
