// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What is used of a budget in one period. This is what implementations of {@link CostTracker} keep; others ask for a
 * {@link BudgetStanding}.
 *
 * @param period when the period began
 * @param booked what is spent
 * @param held what is put aside
 * @param unpriced how many calls of unknown cost there are
 * @param told at which part of the limit it alerted last, or zero
 */
public record BudgetCount(Instant period, BigDecimal booked, BigDecimal held, long unpriced, BigDecimal told) {

    /** Returns the count of a period that begins. */
    public static BudgetCount none(Instant period) {
        return new BudgetCount(period, BigDecimal.ZERO, BigDecimal.ZERO, 0, BigDecimal.ZERO);
    }

    BudgetCount in(Instant now) {
        return period.isBefore(now) ? none(now) : this;
    }

    BigDecimal used() {
        return booked.add(held);
    }

    BudgetCount plus(BudgetHold.Share share) {
        return new BudgetCount(
                period, booked.add(share.booked()), held.add(share.held()), unpriced + share.unpriced(), told);
    }

    BudgetCount minus(BudgetHold.Share share) {
        return new BudgetCount(
                period,
                booked.subtract(share.booked()),
                held.subtract(share.held()),
                unpriced - share.unpriced(),
                told);
    }

    BudgetCount told(BigDecimal part) {
        return new BudgetCount(period, booked, held, unpriced, part);
    }
}
