// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The arithmetic of one kind of rule. It keeps a few numbers, the first of which is the time from when on it is as if
 * nothing had been taken. All times are microseconds, those of the clock since 1970.
 */
sealed interface Shape permits FixedWindow, SlidingWindow, Bucket {

    /** Returns the name of the numbers: two rules with one key count together if they have the same. */
    String name();

    /** Returns the largest amount that is ever granted at once. */
    long most();

    /** Returns how much may be taken at once, to be given out without asking again. */
    default long block() {
        return 1;
    }

    /**
     * Takes the amount, or up to a block if that is more and can be handed out later as well.
     *
     * @param before the numbers, empty if nothing has been taken
     */
    Count take(List<Long> before, long amount, long block, long now);

    /** Returns the first time at which those come back who were denied, and rest until a time at least. */
    default long start(long opensAt, long earliest) {
        return Math.max(opensAt, earliest);
    }

    /** Returns how long after the start it is the turn of an amount that comes after so many permits. */
    long turn(long before, long amount);

    /** Says it in words, such as "20 in 1m". */
    String words();

    static String words(long micros) {
        return LimitRule.words(Duration.of(micros, ChronoUnit.MICROS));
    }

    /**
     * What became of a wish to take.
     *
     * @param numbers the numbers after it
     * @param taken how much was taken, or 0
     * @param opensAt the first time at which the same could be taken, if nothing was
     */
    record Count(List<Long> numbers, long taken, long opensAt) {
        static Count granted(List<Long> numbers, long taken) {
            return new Count(numbers, taken, 0);
        }

        static Count denied(List<Long> unchanged, long opensAt) {
            return new Count(unchanged, 0, opensAt);
        }
    }
}
