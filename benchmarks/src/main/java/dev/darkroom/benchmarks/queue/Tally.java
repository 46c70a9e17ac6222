// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A processor that does nothing but count, and remembers when the first and the last awaited job came. */
final class Tally implements Consumer<String> {
    private static final int LONGEST_MINUTES = 5;

    private final int awaited;
    private final AtomicInteger came = new AtomicInteger();
    private final CountDownLatch complete = new CountDownLatch(1);
    private volatile long firstNanoTime;
    private volatile long lastNanoTime;

    Tally(int awaited) {
        this.awaited = awaited;
    }

    @Override
    public void accept(String payload) {
        if (payload.length() != Payload.CHARS) {
            throw new IllegalArgumentException("a payload of " + payload.length() + " characters came back");
        }
        int number = came.incrementAndGet();
        if (number == 1) {
            firstNanoTime = System.nanoTime();
        }
        if (number == awaited) {
            lastNanoTime = System.nanoTime();
            complete.countDown();
        }
    }

    void await() throws InterruptedException {
        if (!complete.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(came + " of " + awaited + " jobs came within minutes");
        }
    }

    /** Waits, and then until the contestant has noted all ends. */
    void await(Contestant contestant) throws InterruptedException, SQLException {
        await();
        while (contestant.waiting() > 0) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Checks that no job came twice: on a machine where nothing fails, none has reason to. */
    void refuseRepeats() {
        if (came.get() > awaited) {
            throw new IllegalStateException(came + " jobs came, though only " + awaited + " were handed in");
        }
    }

    long firstNanoTime() {
        return firstNanoTime;
    }

    /** Returns how many jobs a second came from the first to the last that was awaited. */
    double perSecond() {
        return awaited * 1e9 / (lastNanoTime - firstNanoTime);
    }
}
