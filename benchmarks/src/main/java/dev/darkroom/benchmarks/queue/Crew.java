// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads that work until they are told to stop, and whose failures aren't lost. */
final class Crew {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private volatile @Nullable Exception failure;

    /** What a thread does until {@link Crew#isStopping}. */
    @FunctionalInterface
    interface Work {
        /** Does it. */
        void run() throws SQLException, InterruptedException;
    }

    void add(String name, Work work) {
        Thread thread = new Thread(() -> run(work), name);
        threads.add(thread);
        thread.start();
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (SQLException | InterruptedException | RuntimeException e) {
            failure = e;
            stopping = true;
        }
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure != null) {
            throw new IllegalStateException("a thread has failed", failure);
        }
    }
}
