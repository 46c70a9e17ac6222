// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a job carries: a kilobyte that begins with the time at which it was handed in.
 *
 * <p>That is wall-clock time, since another JVM must understand it too. On one machine it is the same clock for both,
 * good to a microsecond; a step of the clock would show as one odd wait.
 */
final class Payload {
    static final int CHARS = 1_000;

    private static final char END = ' ';
    private static final String FILLING = "0123456789abcdef".repeat(CHARS / 16 + 1);

    private Payload() {}

    /** Returns one that is handed in now. */
    static String now() {
        String stamp = Instant.now().toString() + END;
        return stamp + FILLING.substring(stamp.length(), CHARS);
    }

    static List<String> now(int jobs) {
        return Stream.generate(Payload::now).limit(jobs).toList();
    }

    /** Returns how long ago it was handed in, in milliseconds. */
    static double millisSince(String payload) {
        Instant now = Instant.now();
        Instant then = Instant.parse(payload.substring(0, payload.indexOf(END)));
        return Duration.between(then, now).toNanos() / 1e6;
    }
}
