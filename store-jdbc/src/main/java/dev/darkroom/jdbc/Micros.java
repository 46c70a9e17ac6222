// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/*
 * Times are kept as microseconds since 1970 in plain integers: what the databases call a timestamp differs in zone,
 * precision, range and in the hour that daylight saving repeats. The views show them as timestamps.
 */
/** Times as the tables keep them. */
final class Micros {
    private Micros() {}

    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static long of(Duration time) {
        return time.toNanos() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
