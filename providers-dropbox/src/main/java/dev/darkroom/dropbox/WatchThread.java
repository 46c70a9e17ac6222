// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.recipe.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a watcher: looks, waits for changes, and goes on whatever fails. */
final class WatchThread {
    private static final Logger log = LoggerFactory.getLogger(WatchThread.class);
    private static final Duration LONG_POLL = Duration.ofMinutes(4);
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final Look look;
    private final FolderReader reader;
    private final DropboxApi api;
    private final Pace pace;
    private final Gate gate;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Thread thread = new Thread(this::run, "darkroom-dropbox");

    // Guarded by this object's monitor.
    private boolean woken;
    private boolean closed;

    /** One look at the folder. */
    interface Look {
        int now() throws IOException, InterruptedException;
    }

    /**
     * How it waits, and who hears of failures.
     *
     * @param longPoll whether it waits at Dropbox
     * @param poll how often it looks if it doesn't
     * @param rests how long it rests after each failure in a row
     * @param spacing how long it rests at least before it looks again where there was nothing
     */
    record Pace(boolean longPoll, Duration poll, Backoff rests, Duration spacing, DropboxWatcher.Listener listener) {}

    WatchThread(Look look, FolderReader reader, DropboxApi api, Pace pace, Gate gate) {
        this.look = look;
        this.reader = reader;
        this.api = api;
        this.pace = pace;
        this.gate = gate;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        gate.shut();
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private void run() {
        int failures = 0;
        while (isOpen()) {
            try {
                lookAndWait();
                failures = 0;
            } catch (InterruptedException e) {
                log.debug("a watcher of Dropbox was interrupted", e);
            } catch (Throwable e) {
                // Even an error of the host's own code: a watcher that ended unseen would lose pictures.
                failures++;
                rest(tell(e, failures));
            }
        }
    }

    private void lookAndWait() throws IOException, InterruptedException {
        forgetWake();
        boolean found = look.now() > 0;
        if (pace.longPoll()) {
            pollLong(found);
        } else {
            pause(pace.poll(), true);
        }
    }

    private synchronized void forgetWake() {
        woken = false;
    }

    /** Dropbox tells of changes outside the folder too, so nothing found is followed by a rest. */
    private void pollLong(boolean found) throws IOException, InterruptedException {
        if (!found) {
            pause(pace.spacing(), true);
        }
        Optional<String> place = reader.place();
        if (place.isEmpty()) {
            return;
        }
        try {
            JsonNode answer = api.longPoll(place.get(), LONG_POLL);
            long backoff = answer.path("backoff").asLong(0);
            if (backoff > 0) {
                pause(atMost(LONGEST_REST, Duration.ofSeconds(Math.min(backoff, LONGEST_REST.toSeconds()))), false);
            }
        } catch (ConflictException e) {
            if (!e.kind().equals("reset")) {
                throw e;
            }
            reader.forget(place.get());
        }
    }

    /** Returns how long to rest. */
    private Duration tell(Throwable failure, int failures) {
        Duration rest = atMost(LONGEST_REST, longer(asked(failure), usual(failures)));
        log.warn("Dropbox is looked at again in {} s: {}", rest.toSeconds(), words(failure));
        try {
            pace.listener().failed(failure instanceof Exception e ? e : new IllegalStateException(failure), rest);
        } catch (RuntimeException e) {
            log.warn("a listener could not hear of a failure", e);
        }
        return rest;
    }

    private static Duration asked(Throwable failure) {
        return failure instanceof HttpFailure e ? e.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
    }

    private Duration usual(int failures) {
        return pace.rests().before(failures, random).orElse(LONGEST_REST);
    }

    private static String words(Throwable failure) {
        return failure instanceof IOException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration atMost(Duration most, Duration wished) {
        return wished.compareTo(most) > 0 ? most : wished;
    }

    private void rest(Duration time) {
        try {
            pause(time, false);
        } catch (InterruptedException e) {
            log.debug("a watcher of Dropbox was interrupted", e);
        }
    }

    private synchronized void pause(Duration time, boolean untilWoken) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            if (untilWoken && woken) {
                return;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
