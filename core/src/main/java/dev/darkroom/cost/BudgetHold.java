// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What is put aside for one call in the present period of one budget. This is what implementations of {@link CostTracker}
 * keep.
 *
 * @param operation the call
 * @param place which of the call's holds it is, from 0
 * @param key the key of the budget
 * @param at when it was put aside
 * @param amount how much, or null if what the call costs is unknown
 * @param currency the currency of the budget
 * @param isBooked whether the call may have been billed, so that this is spent for as long as nobody knows better
 */
public record BudgetHold(
        String operation,
        int place,
        String key,
        Instant at,
        @Nullable BigDecimal amount,
        Currency currency,
        boolean isBooked) {

    /** What a call adds to a count. */
    record Share(BigDecimal booked, BigDecimal held, long unpriced) {
        static final Share UNKNOWN = new Share(BigDecimal.ZERO, BigDecimal.ZERO, 1);
    }

    /** Returns the same, spent for as long as nobody knows better. */
    BudgetHold booked() {
        return new BudgetHold(operation, place, key, at, amount, currency, true);
    }

    Share share() {
        return isBooked || amount == null ? spent(amount) : new Share(BigDecimal.ZERO, amount, 0);
    }

    /** Returns what the call adds once its end is known: what it cost, or else what was put aside. */
    Share settled(@Nullable Money cost) {
        return spent(amountIn(currency, cost) == null ? amount : amountIn(currency, cost));
    }

    private static Share spent(@Nullable BigDecimal amount) {
        return amount == null ? Share.UNKNOWN : new Share(amount, BigDecimal.ZERO, 0);
    }

    /** Returns an amount in the budget's currency; one in another is as good as unknown. */
    static @Nullable BigDecimal amountIn(Currency currency, @Nullable Money money) {
        return money == null || !money.currency().equals(currency) ? null : money.amount();
    }
}
