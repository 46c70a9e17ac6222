// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one owner's calls of one model came to.
 *
 * @param owner for whom, or null for jobs without an owner
 * @param provider the provider
 * @param model the model
 * @param calls how many calls ended or may have been billed
 * @param unpriced how many of them have no known price, and so are missing from the costs
 * @param costs the sum of the known prices, one for each currency
 */
public record CostTotal(
        @Nullable String owner, String provider, String model, long calls, long unpriced, List<Money> costs) {

    /** Copies the list. */
    public CostTotal {
        costs = List.copyOf(costs);
    }
}
