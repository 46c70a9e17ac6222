// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final RetryAfter retryAfter = new RetryAfter(Duration.ofHours(1));

    static Stream<Arguments> table() {
        return Tables.rows("retry-after.tsv").map(row -> Arguments.of(row[0], row[1]));
    }

    @ParameterizedTest
    @MethodSource("table")
    void readsBothForms(String value, String millis) {
        assertThat(read(Map.of("Retry-After", value)))
                .isEqualTo(millis.equals("none") ? Optional.empty() : Optional.of(millis(millis)));
    }

    @Test
    void prefersMilliseconds() {
        assertThat(read(Map.of("retry-after-ms", "1600", "Retry-After", "9"))).contains(Duration.ofMillis(1600));
    }

    @Test
    void fallsBackToSecondsWhenMillisecondsMakeNoSense() {
        assertThat(read(Map.of("retry-after-ms", "soon", "Retry-After", "9"))).contains(Duration.ofSeconds(9));
    }

    @Test
    void capsMilliseconds() {
        assertThat(read(Map.of("retry-after-ms", "99999999999"))).contains(Duration.ofHours(1));
    }

    private Optional<Duration> read(Map<String, String> headers) {
        return retryAfter.read(name -> Optional.ofNullable(headers.get(name)), NOW);
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
