// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.process.Lane;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where work is done: a few threads for what needs a processor, and one for each piece of work that waits for somebody
 * else. By hand, everything is done by the caller.
 */
final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final ExecutorService local;
    private final ExecutorService remote;

    private Lanes(ExecutorService local, ExecutorService remote) {
        this.local = local;
        this.remote = remote;
    }

    static Lanes threads(int localThreads) {
        return new Lanes(Executors.newFixedThreadPool(localThreads, named("darkroom-local-")), waitingThreads());
    }

    static Lanes byHand() {
        return new Lanes(new CallerRuns(), new CallerRuns());
    }

    /** Runs work in a lane; returns false if the lane can't take it. */
    boolean run(Lane lane, Runnable work) {
        try {
            (lane == Lane.LOCAL ? local : remote).execute(work);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            log.warn("the {} lane takes no more work: it is closed, or there are no more threads to be had", lane, e);
            return false;
        }
    }

    @Override
    public void close() {
        local.shutdownNow();
        remote.shutdownNow();
    }

    /** Virtual threads where the JDK has them; it is asked by reflection, since 17 has not. */
    private static ExecutorService waitingThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Executors.newCachedThreadPool(named("darkroom-remote-"));
        }
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
