// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

/**
 * The end of a command, which comes once: by itself, or when the process is told to end (Ctrl-C, SIGTERM).
 *
 * <p>In the second case the JVM runs it in a thread of its own and stops as soon as that returns.
 */
final class Ending implements AutoCloseable {
    /** What a shell expects of a process that ended by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private final Thread hook;
    private volatile boolean begun;

    private Ending(Runnable whenTold) {
        this.hook = new Thread(() -> once(whenTold), "darkroom-ending");
    }

    /** Prepares for the case that the process is told to end. */
    static Ending whenTold(Runnable end) {
        Ending ending = new Ending(end);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /** Ends, unless that has begun already; then waits until it is over, and returns false. */
    synchronized boolean once(Runnable end) {
        if (begun) {
            return false;
        }
        begun = true;
        end.run();
        return true;
    }

    /** Whether the end has begun; what goes wrong after that is no wonder. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook may be under way: it waits for what we hold, not we for it.
            return;
        }
    }
}
