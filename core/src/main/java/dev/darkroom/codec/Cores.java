// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/*
 * A second thread makes one picture quicker and all of them together a little slower. So there is one only while fewer
 * pictures are at work than there are processors. Threads end by themselves soon after the last picture.
 */
/** Knows how many processors work on pictures, and lends one that does not. */
final class Cores {
    private static final long IDLE_SECONDS = 5;

    private final Semaphore idle;
    private final ExecutorService threads;

    Cores(int processors) {
        this.idle = new Semaphore(processors);
        this.threads = new ThreadPoolExecutor(
                0, processors, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Cores::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "darkroom-picture");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes a processor that nothing works on, if there is one; whoever has one gives it back. */
    boolean take() {
        return idle.tryAcquire();
    }

    void giveBack() {
        idle.release();
    }

    /** Runs work on a processor that was taken. */
    Future<?> run(Runnable work) {
        return threads.submit(work);
    }
}
