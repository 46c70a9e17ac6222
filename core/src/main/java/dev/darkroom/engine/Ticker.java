// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls something again and again, with a rest between that a ring ends, in a thread of its own. */
final class Ticker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

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

    @Override
    public void close() {
        closed = true;
        bell.ring();
    }
}
