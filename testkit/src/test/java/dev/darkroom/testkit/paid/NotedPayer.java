// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.paid;

import dev.darkroom.cost.BudgetAlert;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Usage;
import dev.darkroom.paid.Payer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Pays for a step of a job, and notes what it was told; ends are in the ledger at once. */
final class NotedPayer implements Payer {
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<BudgetAlert> alerts = new CopyOnWriteArrayList<>();
    final List<Usage> left = new ArrayList<>();

    private final CostTracker costs;
    private final AtomicInteger operations = new AtomicInteger();

    NotedPayer(CostTracker costs) {
        this.costs = costs;
    }

    @Override
    public String newOperation() {
        return "op-" + operations.incrementAndGet();
    }

    @Override
    public Usage.Purpose purpose() {
        return new Usage.Purpose(7, "photo", "caption", 1, "user-1");
    }

    @Override
    public List<Usage> leftBehind() {
        return left;
    }

    @Override
    public void intend(Usage intent) {
        told.add("intend " + intent.operation());
        costs.record(List.of(intent));
    }

    @Override
    public void alert(BudgetAlert alert) {
        alerts.add(alert);
    }

    @Override
    public void ended(Usage end) {
        told.add(end.state() + " " + end.operation());
        costs.record(List.of(end));
    }
}
