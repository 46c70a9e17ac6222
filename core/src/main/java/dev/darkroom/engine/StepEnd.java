// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.cost.Usage;
import dev.darkroom.process.StepOutcome;
import java.util.List;

/** How one call of a step ended, as its run sees it. */
sealed interface StepEnd {

    /**
     * The processor said how, or threw what was sorted into an outcome.
     *
     * @param outcome how
     * @param thrown whether it threw; then nothing is known of what a provider still works on
     */
    record Told(StepOutcome<?> outcome, boolean thrown) implements StepEnd {}

    /** The condition said that it is not needed. */
    record NotNeeded() implements StepEnd {}

    /** It was stopped from outside; nothing is known of its end, and no try is used up. */
    record Stopped() implements StepEnd {}

    /** It failed for good. */
    static StepEnd failed(String reason) {
        return new Told(StepOutcome.failed(reason), false);
    }

    /** Returns the ends of paid calls that go with it. */
    default List<Usage> usage() {
        if (this instanceof Told told) {
            if (told.outcome() instanceof StepOutcome.Succeeded<?> end) {
                return end.usage();
            }
            if (told.outcome() instanceof StepOutcome.Waiting<?> end) {
                return end.usage();
            }
            if (told.outcome() instanceof StepOutcome.Failed<?> end) {
                return end.usage();
            }
        }
        return List.of();
    }
}
