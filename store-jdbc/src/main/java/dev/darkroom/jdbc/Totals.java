// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CostGroup;
import dev.darkroom.cost.CostQuery;
import dev.darkroom.cost.CostQuery.Part;
import dev.darkroom.cost.CostTotal;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up paid calls in the database, which tells each currency and state apart. */
final class Totals {
    private static final String DAY_BEGAN = "at_us - mod(at_us, 86400000000)";
    private static final Map<Part, String> COLUMNS = Map.of(
            Part.OWNER, "owner",
            Part.PROVIDER, "provider",
            Part.MODEL, "model",
            Part.RECIPE, "recipe",
            Part.DAY, DAY_BEGAN);

    private final Names names;
    private final List<Part> parts;
    private final List<String> conditions = new ArrayList<>(List.of("state IN ('SETTLED', 'UNSETTLED')"));
    private final List<Object> arguments = new ArrayList<>();

    Totals(Names names, CostQuery query) {
        this.names = names;
        this.parts = List.copyOf(query.parts());
        require("at_us >= ?", query.from().map(Micros::of));
        require("at_us < ?", query.to().map(Micros::of));
        require("owner = ?", query.owner());
        require("provider = ?", query.provider());
        require("model = ?", query.model());
        require("recipe = ?", query.recipe());
    }

    private void require(String condition, Optional<?> argument) {
        argument.ifPresent(value -> {
            conditions.add(condition);
            arguments.add(value);
        });
    }

    List<CostTotal> read(Connection connection) throws SQLException {
        return CostTotal.ofParts(Statements.query(connection, names.fill(sql()), this::total, arguments.toArray()));
    }

    private String sql() {
        List<String> groups = new ArrayList<>(List.of("state", "currency"));
        parts.forEach(part -> groups.add(COLUMNS.get(part)));
        String list = String.join(", ", groups);
        return "SELECT count(*), count(amount), sum(amount), " + list + " FROM {usage} WHERE "
                + String.join(" AND ", conditions) + " GROUP BY " + list;
    }

    private CostTotal total(ResultSet row) throws SQLException {
        long calls = row.getLong(1);
        long unpriced = calls - row.getLong(2);
        Money cost = Ledger.money(row.getBigDecimal(3), row.getString(5));
        List<Money> costs = cost == null ? List.of() : List.of(cost);
        return Usage.State.valueOf(row.getString(4)) == Usage.State.UNSETTLED
                ? new CostTotal(group(row), calls, unpriced, calls, List.of(), costs)
                : new CostTotal(group(row), calls, unpriced, 0, costs, List.of());
    }

    private CostGroup group(ResultSet row) throws SQLException {
        return new CostGroup(
                text(row, Part.OWNER),
                text(row, Part.PROVIDER),
                text(row, Part.MODEL),
                day(row),
                text(row, Part.RECIPE));
    }

    private @Nullable String text(ResultSet row, Part part) throws SQLException {
        int index = parts.indexOf(part);
        return index < 0 ? null : row.getString(6 + index);
    }

    private @Nullable LocalDate day(ResultSet row) throws SQLException {
        int index = parts.indexOf(Part.DAY);
        return index < 0 ? null : LocalDate.ofInstant(Micros.instant(row.getLong(6 + index)), ZoneOffset.UTC);
    }
}
