// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.openai;

import dev.darkroom.http.HttpReply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/*
 * The headers say when a budget is full again, which is long after a next call would do. So they are only asked when
 * nothing is left, and never for more than a minute, which is how long the budgets of calls and tokens last. Servers that
 * have no such budgets send -1, or 0 without a time.
 */
/** Reads how long the service wants no more calls. */
final class Waits {
    private static final String LENGTH = "((?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ms|h|m|s))+)";
    private static final Pattern WHOLE = Pattern.compile(LENGTH);
    private static final Pattern IN_TEXT = Pattern.compile("try again in " + LENGTH);
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ms|h|m|s)");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_RESET = Duration.ofMinutes(1);

    private Waits() {}

    /** Returns what a refusal asks for: by its headers, by its words, or by what is left. */
    static Optional<Duration> askedBy(HttpReply reply, ErrorBody error) {
        return reply.retryAfter()
                .or(() -> inWords(error.message()))
                .or(() -> untilThereIsMore(reply))
                .map(wait -> shorter(wait, LONGEST));
    }

    /** Returns how long until there is more of what has run out; empty as long as nothing has. */
    static Optional<Duration> untilThereIsMore(HttpReply reply) {
        return Stream.of("requests", "tokens")
                .filter(what -> reply.header("x-ratelimit-remaining-" + what)
                        .map(left -> left.strip().equals("0"))
                        .orElse(false))
                .flatMap(what -> reply.header("x-ratelimit-reset-" + what).flatMap(Waits::parse).stream())
                .filter(wait -> !wait.isZero())
                .max(Duration::compareTo)
                .map(wait -> shorter(wait, LONGEST_RESET));
    }

    private static Optional<Duration> inWords(String message) {
        Matcher found = IN_TEXT.matcher(message);
        return found.find() ? parse(found.group(1)) : Optional.empty();
    }

    /** Reads {@code 12ms}, {@code 1s}, {@code 6m0s} or {@code 1h2m3.5s}. */
    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        Matcher parts = PART.matcher(text);
        BigDecimal millis = BigDecimal.ZERO;
        while (parts.find()) {
            millis = millis.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(millisOf(parts.group(2)))));
        }
        return Optional.of(
                Duration.ofMillis(millis.setScale(0, RoundingMode.CEILING).longValue()));
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
