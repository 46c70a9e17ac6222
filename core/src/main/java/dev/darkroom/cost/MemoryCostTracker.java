// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the rows in a map, guarded by this object's monitor. */
final class MemoryCostTracker implements CostTracker {
    private final Map<String, Usage> rows = new LinkedHashMap<>();

    @Override
    public synchronized void record(Collection<Usage> usage) {
        for (Usage next : usage) {
            rows.merge(next.operation(), next, Usage::then);
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
    public synchronized List<CostTotal> totals() {
        Map<Group, Sum> sums = new LinkedHashMap<>();
        for (Usage usage : rows.values()) {
            if (usage.state() != Usage.State.INTENT) {
                sums.computeIfAbsent(Group.of(usage), group -> new Sum()).add(usage.cost());
            }
        }
        List<CostTotal> totals = new ArrayList<>();
        sums.forEach((group, sum) -> totals.add(sum.total(group)));
        return totals;
    }

    private record Group(@Nullable String owner, String provider, String model) {
        static Group of(Usage usage) {
            return new Group(
                    usage.purpose().owner(),
                    usage.service().provider(),
                    usage.service().model());
        }
    }

    private static final class Sum {
        private final Map<String, Money> costs = new TreeMap<>();
        private long calls;
        private long unpriced;

        void add(@Nullable Money cost) {
            calls++;
            if (cost == null) {
                unpriced++;
            } else {
                Currency currency = cost.currency();
                costs.merge(currency.getCurrencyCode(), cost, Money::plus);
            }
        }

        CostTotal total(Group group) {
            return new CostTotal(
                    group.owner(), group.provider(), group.model(), calls, unpriced, List.copyOf(costs.values()));
        }
    }
}
