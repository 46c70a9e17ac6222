// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a group of calls came to. The bill is at least {@code costs}, and at most what {@code unsettledCosts} adds to it, if
 * no call is unpriced.
 *
 * @param group what the calls have in common
 * @param calls how many calls ended or may have been billed
 * @param unpriced how many of them have no known price, and so are missing from the sums
 * @param unsettled how many of them may have been billed or not
 * @param costs what those that ended cost, one sum for each currency
 * @param unsettledCosts what the unsettled ones cost at most, one sum for each currency
 */
public record CostTotal(
        CostGroup group, long calls, long unpriced, long unsettled, List<Money> costs, List<Money> unsettledCosts) {

    /** Adds up what is in the same currency, and orders the sums by it. */
    public CostTotal {
        costs = sums(costs);
        unsettledCosts = sums(unsettledCosts);
    }

    /** Adds a total of the same group. */
    public CostTotal plus(CostTotal other) {
        return new CostTotal(
                group,
                calls + other.calls,
                unpriced + other.unpriced,
                unsettled + other.unsettled,
                both(costs, other.costs),
                both(unsettledCosts, other.unsettledCosts));
    }

    /** Puts the parts of each group together. */
    public static List<CostTotal> ofParts(Collection<CostTotal> parts) {
        Map<CostGroup, CostTotal> totals = new TreeMap<>();
        parts.forEach(part -> totals.merge(part.group(), part, CostTotal::plus));
        return List.copyOf(totals.values());
    }

    private static List<Money> both(List<Money> some, List<Money> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Money> sums(List<Money> amounts) {
        Map<String, Money> byCurrency = new TreeMap<>();
        for (Money amount : amounts) {
            byCurrency.merge(amount.currency().getCurrencyCode(), amount, Money::plus);
        }
        return List.copyOf(byCurrency.values());
    }
}
