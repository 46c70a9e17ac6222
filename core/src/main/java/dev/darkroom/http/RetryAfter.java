// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how long a server asks to wait.
 *
 * <p>{@code retry-after-ms} goes before {@code Retry-After}, being the finer one. Fractions of a second are rounded up.
 * A date in the past is no wait at all; what can't be read, the two obsolete forms of a date among it, is as if it
 * weren't there. Nobody gets to ask for more than the longest wait.
 */
final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[A-Za-z]{3}, (.+) GMT");
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd MMM uuuu HH:mm:ss", Locale.ENGLISH);

    private final Duration longest;

    RetryAfter(Duration longest) {
        this.longest = longest;
    }

    /** Returns the wait, or nothing if the server didn't ask for one. */
    Optional<Duration> read(Function<String, Optional<String>> headers, Instant now) {
        Optional<Duration> fine = headers.apply("retry-after-ms").flatMap(this::millis);
        return fine.isPresent() ? fine : headers.apply("Retry-After").flatMap(text -> secondsOrDate(text.strip(), now));
    }

    private Optional<Duration> millis(String text) {
        return number(text.strip()).map(number -> capped(number, 1));
    }

    private Optional<Duration> secondsOrDate(String text, Instant now) {
        Optional<BigDecimal> seconds = number(text);
        return seconds.isPresent() ? seconds.map(number -> capped(number, 1000)) : date(text, now);
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private Duration capped(BigDecimal number, int unitInMillis) {
        BigDecimal most = BigDecimal.valueOf(longest.toMillis() / unitInMillis);
        return Duration.ofMillis(
                number.setScale(0, RoundingMode.CEILING).min(most).longValueExact() * unitInMillis);
    }

    /** The day of the week is not looked at: servers get it wrong, and it adds nothing. */
    private Optional<Duration> date(String text, Instant now) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            Instant until = LocalDateTime.parse(date.group(1), DATE_TIME).toInstant(ZoneOffset.UTC);
            return Optional.of(capped(Duration.between(now, until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
