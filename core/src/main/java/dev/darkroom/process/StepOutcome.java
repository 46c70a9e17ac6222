// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.process;

import dev.darkroom.cost.Usage;
import dev.darkroom.text.KeptText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call of a step ended.
 *
 * @param <R> the type of the result
 */
public sealed interface StepOutcome<R> {

    /**
     * The step is done.
     *
     * @param result what it found out
     * @param usage the ends of the paid calls that it made
     * @param <R> the type of the result
     */
    record Succeeded<R>(R result, List<Usage> usage) implements StepOutcome<R> {
        /** Copies the list, and checks that there is a result. */
        public Succeeded {
            Objects.requireNonNull(result, "a step that is done needs a result; an empty record will do");
            usage = List.copyOf(usage);
        }
    }

    /**
     * The step has to rest; no try is used up.
     *
     * @param delay for how long
     * @param reason why, for those who look
     * @param <R> the type of the result
     */
    record Postponed<R>(Duration delay, String reason) implements StepOutcome<R> {}

    /**
     * A provider works on it. The ticket is durable before anything else happens; the step is called again when somebody
     * wakes it with the ticket, or when it is time to ask.
     *
     * @param ticket what the provider knows the work by
     * @param pollAfter when to ask if nobody called
     * @param usage the paid calls so far
     * @param <R> the type of the result
     */
    record Waiting<R>(String ticket, Duration pollAfter, List<Usage> usage) implements StepOutcome<R> {
        /** Checks that the ticket can be kept, and copies the list. */
        public Waiting {
            KeptText.check("ticket of a provider", ticket);
            usage = List.copyOf(usage);
        }
    }

    /**
     * The step failed.
     *
     * @param reason why, in words for a person
     * @param retryable whether it may work later
     * @param atLeast how long somebody asked to wait at least, or null
     * @param usage the ends of the paid calls that it made all the same
     * @param <R> the type of the result
     */
    record Failed<R>(
            String reason, boolean retryable, @Nullable Duration atLeast, List<Usage> usage) implements StepOutcome<R> {
        /** Copies the list. */
        public Failed {
            usage = List.copyOf(usage);
        }
    }

    /** The step is done. */
    static <R> StepOutcome<R> done(R result) {
        return new Succeeded<>(result, List.of());
    }

    /** The step has to rest; no try is used up. */
    static <R> StepOutcome<R> postponed(Duration delay, String reason) {
        return new Postponed<>(delay, reason);
    }

    /** A provider works on it. */
    static <R> StepOutcome<R> waiting(String ticket, Duration pollAfter) {
        return new Waiting<>(ticket, pollAfter, List.of());
    }

    /** The step failed, and would fail again. */
    static <R> StepOutcome<R> failed(String reason) {
        return new Failed<>(reason, false, null, List.of());
    }

    /** The step failed, and may work later. */
    static <R> StepOutcome<R> retry(String reason) {
        return new Failed<>(reason, true, null, List.of());
    }

    /** The step failed, and may work after a time that somebody asked for. */
    static <R> StepOutcome<R> retryAfter(Duration wait, String reason) {
        return new Failed<>(reason, true, wait, List.of());
    }
}
