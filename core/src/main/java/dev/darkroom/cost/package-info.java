// SPDX-License-Identifier: Apache-2.0
/**
 * What paid calls cost, and for whom; start at {@link dev.darkroom.cost.CostTracker}. What calls cost by published
 * prices is in {@link dev.darkroom.cost.PriceBook}, how much they may cost in {@link dev.darkroom.cost.Budget}. What the host takes for it in its own
 * currency is in {@link dev.darkroom.cost.Credits}.
 */
@NullMarked
package dev.darkroom.cost;

import org.jspecify.annotations.NullMarked;
