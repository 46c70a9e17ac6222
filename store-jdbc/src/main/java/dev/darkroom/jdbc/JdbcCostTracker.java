// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.Budget;
import dev.darkroom.cost.BudgetAnswer;
import dev.darkroom.cost.BudgetStanding;
import dev.darkroom.cost.CostQuery;
import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Usage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger of paid calls in the database of the jobs. */
final class JdbcCostTracker implements CostTracker {
    private final Database database;
    private final Names names;
    private final Ledger ledger;
    private final Clock clock;

    JdbcCostTracker(Database database, Names names, Ledger ledger, Clock clock) {
        this.database = database;
        this.names = names;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void record(Collection<Usage> usage) {
        if (!usage.isEmpty()) {
            database.transaction("record paid calls", connection -> {
                ledger.write(connection, usage);
                return usage.size();
            });
        }
    }

    @Override
    public Optional<Usage> find(String operation) {
        return database
                .read("find a paid call", connection -> ledger.read(connection, "operation = ?", operation))
                .stream()
                .findFirst();
    }

    @Override
    public List<Usage> ofJob(long job) {
        return database.read(
                "list the paid calls of a job",
                connection -> ledger.read(connection, "job_id = ? ORDER BY at_us, operation", job));
    }

    @Override
    public List<CostTotal> totals(CostQuery query) {
        return database.read("add up what was paid", connection -> new Totals(names, query).read(connection));
    }

    @Override
    public BudgetAnswer hold(Usage intent, List<Budget> budgets) {
        if (budgets.isEmpty()) {
            return new BudgetAnswer.Held(List.of());
        }
        return database.transaction(
                "put aside what a call may cost",
                connection -> ledger.budgets(connection).hold(intent, budgets, now(connection)));
    }

    @Override
    public void release(String operation) {
        database.transaction("give back what was put aside for a call", connection -> {
            ledger.budgets(connection).release(operation);
            return true;
        });
    }

    @Override
    public BudgetStanding standing(Budget budget, @Nullable String owner) {
        return database.read(
                "look at a budget", connection -> ledger.budgets(connection).standing(budget, owner, now(connection)));
    }

    private Instant now(Connection connection) throws SQLException {
        return Micros.instant(clock.now(connection));
    }
}
