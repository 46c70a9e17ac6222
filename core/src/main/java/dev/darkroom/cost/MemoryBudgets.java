// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts budgets in maps, guarded by the monitor of their tracker. */
final class MemoryBudgets extends BudgetBook<RuntimeException> {
    private final Map<String, BudgetCount> counts = new HashMap<>();
    private final Map<String, List<BudgetHold>> holds = new HashMap<>();
    private final Map<String, Usage> ledger;

    MemoryBudgets(Map<String, Usage> ledger) {
        this.ledger = ledger;
    }

    @Override
    protected Optional<BudgetCount> find(String key) {
        return Optional.ofNullable(counts.get(key));
    }

    @Override
    protected Optional<BudgetCount> lock(String key) {
        return find(key);
    }

    @Override
    protected BudgetCount lockOrAdd(String key, BudgetCount first) {
        return counts.computeIfAbsent(key, unknown -> first);
    }

    @Override
    protected void write(String key, BudgetCount count) {
        counts.put(key, count);
    }

    @Override
    protected List<BudgetHold> holds(String operation) {
        return List.copyOf(holds.getOrDefault(operation, List.of()));
    }

    @Override
    protected List<BudgetHold> abandoned(String key, Instant before) {
        return find(hold -> hold.key().equals(key)
                && hold.at().isBefore(before)
                && !hold.isBooked()
                && !isUnderWay(hold.operation()));
    }

    private boolean isUnderWay(String operation) {
        Usage usage = ledger.get(operation);
        return usage != null && !usage.isCertain();
    }

    private List<BudgetHold> find(Predicate<BudgetHold> wanted) {
        return holds.values().stream().flatMap(List::stream).filter(wanted).toList();
    }

    @Override
    protected void add(BudgetHold hold) {
        holds.computeIfAbsent(hold.operation(), operation -> new ArrayList<>()).add(hold);
    }

    @Override
    protected boolean replace(BudgetHold old, BudgetHold now) {
        boolean wasThere = remove(old);
        if (wasThere) {
            add(now);
        }
        return wasThere;
    }

    @Override
    protected boolean remove(BudgetHold hold) {
        List<BudgetHold> ofCall = holds.getOrDefault(hold.operation(), new ArrayList<>());
        boolean wasThere = ofCall.remove(hold);
        if (ofCall.isEmpty()) {
            holds.remove(hold.operation());
        }
        return wasThere;
    }

    @Override
    protected void removeAll(String key) {
        find(hold -> hold.key().equals(key)).forEach(this::remove);
    }
}
