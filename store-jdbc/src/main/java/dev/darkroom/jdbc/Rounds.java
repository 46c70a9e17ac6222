// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Nothing is interrupted: an interrupt in the middle of a write can close the file of an H2 database.
 */
/** Does things again and again, one after the other, in a thread that begins with the first of them. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final Duration longestClose;
    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean closed;

    Rounds(String name, Duration longestClose) {
        this.longestClose = longestClose;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** What is done in each round: all of it, or as much as there is time for. It fails for nobody to hear. */
    interface Round {
        void go(BooleanSupplier isOver);
    }

    /** Begins at once, and rests so long after each round. */
    Sweep.Schedule every(Duration rest, Round round) {
        if (rest.isNegative() || rest.isZero()) {
            throw new IllegalArgumentException("the time between two rounds must be more than " + rest);
        }
        Repeated repeated = new Repeated(round);
        Future<?> turns = thread.scheduleWithFixedDelay(repeated, 0, rest.toNanos(), TimeUnit.NANOSECONDS);
        return () -> {
            turns.cancel(false);
            repeated.end();
        };
    }

    /** Ends all of them, after what is being done at the moment, unless that hangs. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            warnUnless(thread.awaitTermination(longestClose.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void warnUnless(boolean ended) {
        if (!ended) {
            log.warn("a round is still under way after {} s; closing without it", longestClose.toSeconds());
        }
    }

    /** One of the things. */
    private final class Repeated implements Runnable {
        private final Round round;
        private final Semaphore turn = new Semaphore(1);
        private volatile boolean ended;

        Repeated(Round round) {
            this.round = round;
        }

        @Override
        public void run() {
            turn.acquireUninterruptibly();
            try {
                if (!isOver()) {
                    round.go(this::isOver);
                }
            } finally {
                turn.release();
            }
        }

        private boolean isOver() {
            return ended || closed;
        }

        /** Waits for a round that is running, unless that hangs. */
        void end() {
            ended = true;
            try {
                boolean isMyTurn = turn.tryAcquire(longestClose.toNanos(), TimeUnit.NANOSECONDS);
                warnUnless(isMyTurn);
                turn.release(isMyTurn ? 1 : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
