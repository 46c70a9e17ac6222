// SPDX-License-Identifier: Apache-2.0
/** What paid calls cost, and for whom. Start at {@link dev.darkroom.cost.CostTracker}. */
@NullMarked
package dev.darkroom.cost;

import org.jspecify.annotations.NullMarked;
