// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@link CostTracker#hold}. */
public sealed interface BudgetAnswer {

    /**
     * What the call may cost is put aside in every budget that counts it.
     *
     * @param alerts the thresholds that were crossed by that
     */
    record Held(List<BudgetAlert> alerts) implements BudgetAnswer {

        /** Copies the list. */
        public Held {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * The call might go over a hard limit, so it is not to be sent; nothing is put aside anywhere.
     *
     * @param budget the budget that it might go over
     * @param left what is left of it, below zero if calls cost more than was expected of them
     * @param rest how long until it makes sense to ask again, or null if the call is to fail
     * @param reason the same in words
     */
    record Exceeded(Budget budget, Money left, @Nullable Duration rest, String reason) implements BudgetAnswer {}
}
