// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import dev.darkroom.text.KeptText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call that may have cost something.
 *
 * @param operation the id of the call, made before it was sent, at most {@value KeptText#MAX_KEY} characters; the ledger
 *     has one row for each
 * @param at when the call was about to be sent
 * @param purpose what it was for
 * @param service what was called
 * @param units what was used, by unit: tokens, images, seconds, credits
 * @param charge what it cost, or, before its end is known, what it costs at most; null where that is not known: unknown is
 *     never zero
 * @param state how much is known of its end
 */
public record Usage(
        String operation,
        Instant at,
        Purpose purpose,
        Service service,
        Map<String, BigDecimal> units,
        @Nullable Charge charge,
        State state) {

    /** How much is known of a call's end. */
    public enum State {
        /** About to be sent; what came of it is not known yet. */
        INTENT,
        /** Ended, and its cost is as certain as it gets. */
        SETTLED,
        /** May have been billed, and nobody could find out. */
        UNSETTLED,
        /** Was refused or never sent, so nothing was billed. */
        FREE
    }

    /**
     * What a call was for.
     *
     * @param job the job's number, or 0 for a call without a job
     * @param recipe the name of the job's recipe, at most {@value KeptText#MAX_NAME} characters; empty without a job
     * @param step the step's name, or what else the call was made for, at most {@value KeptText#MAX_NAME} characters
     * @param tryNumber which try of the step made it, from 1
     * @param owner for whom the job runs, in at most {@value KeptText#MAX_ID} characters, or null if the host didn't say
     */
    public record Purpose(
            long job,
            String recipe,
            String step,
            int tryNumber,
            @Nullable String owner) {

        /** Checks that the texts can be kept. */
        public Purpose {
            KeptText.check("recipe of a usage", recipe, KeptText.MAX_NAME);
            KeptText.check("step of a usage", step, KeptText.MAX_NAME);
            if (owner != null) {
                KeptText.check("owner of a usage", owner, KeptText.MAX_ID);
            }
        }
    }

    /**
     * What was called.
     *
     * @param provider such as {@code openai}, at most {@value KeptText#MAX_NAME} characters
     * @param model such as {@code text-embedding-3-small}, at most {@value KeptText#MAX_ID} characters
     * @param operation such as {@code embedding}, at most {@value KeptText#MAX_NAME} characters
     */
    public record Service(String provider, String model, String operation) {

        /** Checks that the texts can be kept. */
        public Service {
            KeptText.check("provider of a usage", provider, KeptText.MAX_NAME);
            KeptText.check("model of a usage", model, KeptText.MAX_ID);
            KeptText.check("operation of a usage", operation, KeptText.MAX_NAME);
        }
    }

    /** Checks and copies. */
    public Usage {
        if (operation.isBlank()) {
            throw new IllegalArgumentException("a usage needs the id of its operation");
        }
        KeptText.check("operation id of a usage", operation, KeptText.MAX_KEY);
        units = Map.copyOf(units);
        units.keySet().forEach(unit -> KeptText.check("unit of a usage", unit));
    }

    /** Records that a call is about to be sent. */
    public static Usage intent(String operation, Instant at, Purpose purpose, Service service) {
        return new Usage(operation, at, purpose, service, Map.of(), null, State.INTENT);
    }

    /** The same intent, with what the call costs at most, or null if that is not known. */
    public Usage expecting(@Nullable Charge most) {
        if (state != State.INTENT) {
            throw new IllegalStateException(
                    "the call " + operation + " is " + state + ", so nothing is expected of it");
        }
        return new Usage(operation, at, purpose, service, units, most, State.INTENT);
    }

    /** The same call, ended: what it used and what it cost, null where the price is not known. */
    public Usage settled(Map<String, BigDecimal> units, @Nullable Charge charge) {
        return new Usage(operation, at, purpose, service, units, charge, State.SETTLED);
    }

    /** The same call, whose end nobody could find out; what it costs at most stays. */
    public Usage unsettled() {
        return new Usage(operation, at, purpose, service, units, charge, State.UNSETTLED);
    }

    /** The same call, which was refused or never sent. */
    public Usage free() {
        return new Usage(operation, at, purpose, service, Map.of(), null, State.FREE);
    }

    /** Returns the amount of its charge, or null where that is not known. */
    public @Nullable Money cost() {
        return charge == null ? null : charge.amount();
    }

    /** Whether nobody will learn anything else of its end. */
    public boolean isCertain() {
        return state == State.SETTLED || state == State.FREE;
    }

    /** Whether it is one that costs are added up of: it ended, and may have cost something. */
    public boolean counts() {
        return state == State.SETTLED || state == State.UNSETTLED;
    }

    /** Returns what is known of the call once this was followed by another word of it: what is certain stays so. */
    public Usage then(Usage next) {
        return isCertain() || next.state == State.INTENT ? this : next;
    }
}
