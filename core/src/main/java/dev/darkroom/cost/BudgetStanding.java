// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands in its present period.
 *
 * @param booked what ended calls cost, and what unsettled ones cost at most
 * @param held what is put aside for calls under way
 * @param left what of the limit is neither booked nor held, below zero when the budget is overdrawn
 * @param unpriced how many calls passed whose cost is unknown, or in another currency; they are missing from the sums
 * @param until when the period ends, or null if it doesn't
 */
public record BudgetStanding(
        Money booked,
        Money held,
        Money left,
        long unpriced,
        @Nullable Instant until) {}
