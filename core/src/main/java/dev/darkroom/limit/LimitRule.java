// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import dev.darkroom.text.KeptText;
import java.time.Duration;

/**
 * How often something may be done: so many permits in each window of time.
 *
 * <p>Windows are fixed and begin at multiples of their length since 1970, so that nodes with one store count alike
 * without a word between them.
 *
 * @param key what is limited, such as {@code openai/embeddings}, in at most {@value KeptText#MAX_KEY} characters; rules
 *     with one key share a count
 * @param permits how many permits a window has
 * @param window the length of a window
 * @param park how long a step that got no permit rests before it asks again
 */
public record LimitRule(String key, int permits, Duration window, Duration park) {
    private static final Duration DEFAULT_PARK = Duration.ofSeconds(30);

    /** Checks the ranges, and that the key can be kept. */
    public LimitRule {
        if (key.isBlank()) {
            throw new IllegalArgumentException("a limit needs a key that says what it limits");
        }
        KeptText.check("key of a limit", key, KeptText.MAX_KEY);
        if (permits < 1) {
            throw new IllegalArgumentException("limit '" + key + "' needs at least one permit, not " + permits);
        }
        if (window.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("limit '" + key + "': a window lasts at least 1 ms, not " + window);
        }
        if (park.isNegative()) {
            throw new IllegalArgumentException("limit '" + key + "': a step can't be parked for " + park);
        }
    }

    /** Allows so many a minute; a step over the limit is parked for 30 seconds. */
    public static LimitRule perMinute(String key, int permits) {
        return new LimitRule(key, permits, Duration.ofMinutes(1), DEFAULT_PARK);
    }

    /** Allows so many in each window; a step over the limit is parked for 30 seconds. */
    public static LimitRule per(Duration window, String key, int permits) {
        return new LimitRule(key, permits, window, DEFAULT_PARK);
    }

    /** The same, but a step over the limit is parked for another time. */
    public LimitRule parking(Duration park) {
        return new LimitRule(key, permits, window, park);
    }
}
