// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.event.JobEvent;
import dev.darkroom.event.JobListener;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the listeners, in order, by a thread of its own or by the caller's. */
final class Events implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Events.class);
    private static final int SECONDS_TO_HEAR_THE_LAST = 5;

    private final List<JobListener> listeners;
    private final Executor thread;

    private Events(List<JobListener> listeners, Executor thread) {
        this.listeners = List.copyOf(listeners);
        this.thread = thread;
    }

    static Events inOwnThread(List<JobListener> listeners) {
        return new Events(
                listeners,
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Lanes.named("darkroom-events-"),
                        new ThreadPoolExecutor.DiscardPolicy()));
    }

    static Events inCallersThread(List<JobListener> listeners) {
        return new Events(listeners, Runnable::run);
    }

    /** Whether anybody listens. */
    boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Tells all listeners; what one throws is logged, since nobody else could do anything about it. */
    void publish(JobEvent event) {
        if (isHeard()) {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private static void tell(JobListener listener, JobEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            log.warn(
                    "listener {} threw at {} of job {}",
                    listener.getClass().getName(),
                    event.getClass().getSimpleName(),
                    event.id(),
                    e);
        }
    }

    /** Lets the listeners hear what was published so far, within a few seconds. */
    @Override
    public void close() {
        if (thread instanceof ExecutorService service) {
            service.shutdown();
            try {
                if (!service.awaitTermination(SECONDS_TO_HEAR_THE_LAST, TimeUnit.SECONDS)) {
                    log.warn("a listener is slow; the last events are not heard");
                    service.shutdownNow();
                }
            } catch (InterruptedException e) {
                service.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
