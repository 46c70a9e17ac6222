// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;

/*
 * A picture is refused for good when it takes too long. On a machine that is busy with other things every picture does,
 * and that must not be held against it: what counts is for how long a processor worked on it.
 */
/** For how long a processor was at work, where that can be told. */
final class Effort {
    private Effort() {}

    static Optional<Duration> of(Thread thread) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
            return Optional.empty();
        }
        long nanos = threads.getThreadCpuTime(thread.getId());
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    static Optional<Duration> of(ProcessHandle process) {
        return process.info().totalCpuDuration();
    }

    static Optional<Duration> between(Optional<Duration> before, Optional<Duration> after) {
        return before.flatMap(start -> after.map(end -> end.minus(start)));
    }

    /** Whether it makes up at least half of this time; if it can't be told, it is taken to. */
    static boolean fills(Optional<Duration> effort, Duration time) {
        return effort.isEmpty() || effort.get().multipliedBy(2).compareTo(time) >= 0;
    }
}
