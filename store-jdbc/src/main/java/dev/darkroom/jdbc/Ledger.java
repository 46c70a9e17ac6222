// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.Charge;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Usage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of paid calls. */
final class Ledger {
    private static final String READ =
            "SELECT operation, at_us, job_id, recipe, step, try_number, owner, provider, model, called,"
                    + " units, amount, currency, price_date, state FROM {usage} WHERE ";
    private static final String INSERT = "INSERT INTO {usage} (units, amount, currency, price_date, state, operation,"
            + " at_us, job_id, recipe, step, try_number, owner, provider, model, called)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SETTLE =
            "UPDATE {usage} SET units = ?, amount = ?, currency = ?, price_date = ?, state = ?"
                    + " WHERE operation = ? AND state NOT IN ('SETTLED', 'FREE')";
    private static final String LOCK = "SELECT state FROM {usage} WHERE operation = ? FOR UPDATE";

    private final Dialect dialect;
    private final Names names;

    Ledger(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
    }

    /** Returns the budgets as one transaction sees them. */
    JdbcBudgets budgets(Connection connection) {
        return new JdbcBudgets(connection, dialect, names);
    }

    /** Writes calls; an end replaces what was known before, and what is settled stays. Budgets book what ended by that. */
    void write(Connection connection, Collection<Usage> usage) throws SQLException {
        Map<String, Usage> last = new LinkedHashMap<>();
        for (Usage next : usage) {
            last.merge(next.operation(), next, Usage::then);
        }
        List<Usage> ends = new ArrayList<>();
        for (Usage next : last.values()) {
            if (writeOne(connection, next) && next.state() != Usage.State.INTENT) {
                ends.add(next);
            }
        }
        if (!ends.isEmpty()) {
            budgets(connection).end(ends);
        }
    }

    /** Returns whether it is news. */
    private boolean writeOne(Connection connection, Usage usage) throws SQLException {
        boolean isKnown = Statements.queryOne(connection, names.fill(LOCK), row -> row.getString(1), usage.operation())
                .isPresent();
        if (!isKnown) {
            insert(connection, usage);
            return true;
        }
        return usage.state() != Usage.State.INTENT && settle(connection, usage);
    }

    private void insert(Connection connection, Usage usage) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(names.fill(INSERT))) {
            int index = bindEnd(statement, usage);
            statement.setLong(index++, Micros.of(usage.at()));
            statement.setLong(index++, usage.purpose().job());
            statement.setString(index++, usage.purpose().recipe());
            statement.setString(index++, usage.purpose().step());
            statement.setInt(index++, usage.purpose().tryNumber());
            statement.setString(index++, usage.purpose().owner());
            statement.setString(index++, usage.service().provider());
            statement.setString(index++, usage.service().model());
            statement.setString(index, usage.service().operation());
            statement.executeUpdate();
        }
    }

    private boolean settle(Connection connection, Usage usage) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(names.fill(SETTLE))) {
            bindEnd(statement, usage);
            return statement.executeUpdate() == 1;
        }
    }

    private static int bindEnd(PreparedStatement statement, Usage usage) throws SQLException {
        Charge charge = usage.charge();
        Money cost = usage.cost();
        statement.setString(1, Json.ofUnits(usage.units()));
        statement.setBigDecimal(2, cost == null ? null : cost.amount());
        statement.setString(3, cost == null ? null : cost.currency().getCurrencyCode());
        statement.setObject(4, charge == null ? null : charge.priceDate(), Types.DATE);
        statement.setString(5, usage.state().name());
        statement.setString(6, usage.operation());
        return 7;
    }

    /** Reads calls that meet a condition. */
    List<Usage> read(Connection connection, String condition, Object argument) throws SQLException {
        return Statements.query(connection, names.fill(READ + condition), Ledger::read, argument);
    }

    private static Usage read(ResultSet row) throws SQLException {
        return new Usage(
                row.getString(1),
                Micros.instant(row.getLong(2)),
                new Usage.Purpose(row.getLong(3), row.getString(4), row.getString(5), row.getInt(6), row.getString(7)),
                new Usage.Service(row.getString(8), row.getString(9), row.getString(10)),
                Json.units(row.getString(11)),
                charge(row),
                Usage.State.valueOf(row.getString(15)));
    }

    private static @Nullable Charge charge(ResultSet row) throws SQLException {
        Money amount = money(row.getBigDecimal(12), row.getString(13));
        return amount == null ? null : new Charge(amount, row.getObject(14, LocalDate.class));
    }

    static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : new Money(amount, Currency.getInstance(currency));
    }
}
