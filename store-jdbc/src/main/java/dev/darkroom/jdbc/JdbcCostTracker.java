// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger of paid calls in the database of the jobs. */
final class JdbcCostTracker implements CostTracker {
    private static final String TOTALS = "SELECT owner, provider, model, currency, count(*), count(amount), sum(amount)"
            + " FROM {usage} WHERE state <> 'INTENT' GROUP BY owner, provider, model, currency"
            + " ORDER BY owner, provider, model, currency";

    private final Database database;
    private final Names names;
    private final Ledger ledger;

    JdbcCostTracker(Database database, Names names, Ledger ledger) {
        this.database = database;
        this.names = names;
        this.ledger = ledger;
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
    public List<CostTotal> totals() {
        List<Part> parts = database.read(
                "add up what was paid",
                connection -> Statements.query(connection, names.fill(TOTALS), JdbcCostTracker::part));
        Map<Service, CostTotal> totals = new LinkedHashMap<>();
        parts.forEach(part -> totals.merge(part.service(), part.total(), JdbcCostTracker::plus));
        return List.copyOf(totals.values());
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                new Service(row.getString(1), row.getString(2), row.getString(3)),
                row.getLong(5),
                row.getLong(6),
                Ledger.money(row.getBigDecimal(7), row.getString(4)));
    }

    private record Service(@Nullable String owner, String provider, String model) {}

    /** What a service came to in one currency, or without a price. */
    private record Part(
            Service service,
            long calls,
            long priced,
            @Nullable Money cost) {

        CostTotal total() {
            return new CostTotal(
                    service.owner,
                    service.provider,
                    service.model,
                    calls,
                    calls - priced,
                    cost == null ? List.of() : List.of(cost));
        }
    }

    private static CostTotal plus(CostTotal one, CostTotal other) {
        List<Money> costs = new ArrayList<>(one.costs());
        costs.addAll(other.costs());
        return new CostTotal(
                one.owner(),
                one.provider(),
                one.model(),
                one.calls() + other.calls(),
                one.unpriced() + other.unpriced(),
                costs);
    }
}
