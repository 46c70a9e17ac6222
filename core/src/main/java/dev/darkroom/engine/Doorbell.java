// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one thread; a ring that nobody waited for is heard by the next who waits. */
final class Doorbell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();

    // Written under the lock; read without it, so that ringing a bell that rings already costs nothing.
    private volatile boolean rung;

    void ring() {
        if (rung) {
            return;
        }
        lock.lock();
        try {
            rung = true;
            rang.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring, or until the time is over. */
    void await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!rung && left > 0) {
                left = rang.awaitNanos(left);
            }
            rung = false;
        } finally {
            lock.unlock();
        }
    }
}
