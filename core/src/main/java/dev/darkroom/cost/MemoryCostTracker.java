// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the rows in a map, guarded by this object's monitor. */
final class MemoryCostTracker implements CostTracker {
    private final Map<String, Usage> rows = new LinkedHashMap<>();
    private final MemoryBudgets budgets = new MemoryBudgets(rows);
    private final InstantSource clock;

    MemoryCostTracker(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void record(Collection<Usage> usage) {
        for (Usage next : usage) {
            Usage known = rows.get(next.operation());
            Usage then = known == null ? next : known.then(next);
            rows.put(next.operation(), then);
            if (!then.equals(known) && then.state() != Usage.State.INTENT) {
                budgets.end(List.of(then));
            }
        }
    }

    @Override
    public synchronized Optional<Usage> find(String operation) {
        return Optional.ofNullable(rows.get(operation));
    }

    @Override
    public synchronized List<Usage> ofJob(long job) {
        return rows.values().stream()
                .filter(usage -> usage.purpose().job() == job)
                .sorted(Comparator.comparing(Usage::at))
                .toList();
    }

    @Override
    public synchronized List<CostTotal> totals(CostQuery query) {
        return CostTotal.ofParts(rows.values().stream()
                .filter(query::asksFor)
                .map(usage -> total(query.group(usage), usage))
                .toList());
    }

    private static CostTotal total(CostGroup group, Usage usage) {
        Money cost = usage.cost();
        List<Money> costs = cost == null ? List.of() : List.of(cost);
        long unpriced = cost == null ? 1 : 0;
        return usage.state() == Usage.State.UNSETTLED
                ? new CostTotal(group, 1, unpriced, 1, List.of(), costs)
                : new CostTotal(group, 1, unpriced, 0, costs, List.of());
    }

    @Override
    public synchronized BudgetAnswer hold(Usage intent, List<Budget> all) {
        return budgets.hold(intent, all, clock.instant());
    }

    @Override
    public synchronized void release(String operation) {
        budgets.release(operation);
    }

    @Override
    public synchronized BudgetStanding standing(Budget budget, @Nullable String owner) {
        return budgets.standing(budget, owner, clock.instant());
    }
}
