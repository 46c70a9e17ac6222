// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * The timer is the JDK's own, so that an engine has no thread to close. Most decodes end long before half of their time,
 * and then nothing more was done than to set the timer and to take it back.
 */
/**
 * The end of the time that one thread has for one picture. When it comes, the thread is interrupted; never after the
 * work has ended, when the thread may be at somebody else's.
 */
final class Deadline {
    private final Duration half;
    private final Function<Thread, Optional<Duration>> efforts;
    private final Thread thread = Thread.currentThread();

    // Guarded by this object's monitor.
    private @Nullable CompletableFuture<?> timer;
    private Optional<Duration> effortBefore = Optional.empty();
    private Optional<Duration> effort = Optional.empty();
    private boolean passed;
    private boolean ended;

    private Deadline(Duration longest, Function<Thread, Optional<Duration>> efforts) {
        this.half = longest.dividedBy(2);
        this.efforts = efforts;
    }

    /** Begins the time of the calling thread; the efforts tell for how long a thread has been at work. */
    static Deadline in(Duration longest, Function<Thread, Optional<Duration>> efforts) {
        Deadline deadline = new Deadline(longest, efforts);
        deadline.afterHalf(deadline::halve);
        return deadline;
    }

    private synchronized void afterHalf(Runnable then) {
        CompletableFuture<Runnable> wait = new CompletableFuture<>();
        timer = wait;
        wait.completeOnTimeout(then, half.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> unused = wait.thenAccept(Runnable::run);
    }

    private synchronized void halve() {
        if (!ended) {
            effortBefore = efforts.apply(thread);
            afterHalf(this::pass);
        }
    }

    /** If somebody else has interrupted the thread already, the work ends for their reason. */
    private synchronized void pass() {
        if (!ended && !thread.isInterrupted()) {
            effort = Effort.between(effortBefore, efforts.apply(thread));
            passed = true;
            thread.interrupt();
        }
    }

    /**
     * Ends the time, and takes back the interrupt if it was this one's; to be called by the same thread.
     *
     * @return whether the time was over
     */
    synchronized boolean end() {
        if (ended) {
            return passed;
        }
        ended = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (passed) {
            Thread.interrupted();
        }
        return passed;
    }

    /** Whether the thread was really at work in the second half of its time, as far as can be told. */
    synchronized boolean wasBusy() {
        return Effort.fills(effort, half);
    }
}
