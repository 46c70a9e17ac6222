// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a thread's time that others may interrupt. An interrupt never hits the thread after the stretch has
 * ended, when it may be at somebody else's work.
 */
final class Stint {
    // Guarded by this object's monitor.
    private @Nullable Thread thread;
    private Instant deadline = Instant.MAX;
    private boolean overdue;

    /** Begins it for the calling thread. */
    synchronized void begin(Instant deadline) {
        this.thread = Thread.currentThread();
        this.deadline = deadline;
    }

    /** Ends it, and clears an interrupt that came too late to be noticed. */
    synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized void interruptIfOverdue(Instant now) {
        if (thread != null && now.isAfter(deadline)) {
            overdue = true;
            thread.interrupt();
        }
    }

    /** Whether it was interrupted because its time was over. */
    synchronized boolean wasOverdue() {
        return overdue;
    }
}
