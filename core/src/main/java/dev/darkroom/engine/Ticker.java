// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls something again and again, with a rest between or whenever somebody rings, in a thread of its own. */
final class Ticker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final long LONGEST_CLOSE_MILLIS = 1_000;

    private final Duration rest;
    private final Runnable tick;
    private final Thread thread;
    private final Doorbell bell = new Doorbell();
    private volatile boolean closed;

    Ticker(String name, Duration rest, Runnable tick) {
        this.rest = rest;
        this.tick = tick;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Makes one that rests until somebody rings. */
    static Ticker whenRung(String name, Runnable tick) {
        return new Ticker(name, FOR_EVER, tick);
    }

    void start() {
        thread.start();
    }

    /** Ends the rest. */
    void ring() {
        bell.ring();
    }

    private void run() {
        try {
            bell.await(rest);
            while (!closed) {
                tickSafely();
                bell.await(rest);
            }
        } catch (InterruptedException e) {
            log.debug("{} was interrupted", thread.getName(), e);
        }
    }

    private void tickSafely() {
        try {
            tick.run();
        } catch (RuntimeException | Error e) {
            log.warn("{} met trouble and goes on", thread.getName(), e);
        }
    }

    /** Ends after what is being done at the moment, unless that takes long. */
    @Override
    public void close() {
        closed = true;
        bell.ring();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
