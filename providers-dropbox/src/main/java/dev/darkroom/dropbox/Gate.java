// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

/*
 * An interrupt must not hit a thread that is writing to a store: some databases shut down when that happens. So what
 * writes is done within the gate, and whoever wants to interrupt shuts it first.
 */
/** Lets a piece of work through whole, or not at all once it is shut. */
final class Gate {
    // Guarded by this object's monitor.
    private boolean shut;

    /** Work that may break off. */
    interface Work<T> {
        T run();
    }

    synchronized <T> T pass(Work<T> work) throws InterruptedException {
        if (shut) {
            throw new InterruptedException("the watcher is being closed");
        }
        return work.run();
    }

    /** Waits for the work within, unless it is the caller's own. */
    synchronized void shut() {
        shut = true;
    }
}
