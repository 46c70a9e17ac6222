// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.BudgetBook;
import dev.darkroom.cost.BudgetCount;
import dev.darkroom.cost.BudgetHold;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Counts budgets in the database of the jobs, within one transaction. */
final class JdbcBudgets extends BudgetBook<SQLException> {
    private static final String COUNT =
            "SELECT period_us, booked, held, unpriced, told FROM {budget} WHERE budget_key = ?";
    private static final String INTRODUCE =
            "INSERT INTO {budget} (period_us, booked, held, unpriced, told, budget_key) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String CHANGE =
            "UPDATE {budget} SET period_us = ?, booked = ?, held = ?, unpriced = ?, told = ?" + " WHERE budget_key = ?";
    private static final String HOLDS =
            "SELECT h.operation, h.place, h.budget_key, h.at_us, h.amount, h.currency, h.booked FROM {hold} h";
    private static final String OF_CALL = HOLDS + " WHERE h.operation = ? ORDER BY h.place";
    private static final String ABANDONED = HOLDS + " LEFT JOIN {usage} u ON u.operation = h.operation"
            + " WHERE h.budget_key = ? AND h.at_us < ? AND h.booked = FALSE"
            + " AND (u.operation IS NULL OR u.state IN ('SETTLED', 'FREE'))";
    private static final String INSERT = "INSERT INTO {hold} (operation, place, budget_key, at_us, amount, currency,"
            + " booked) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String ONE = " WHERE operation = ? AND place = ? AND booked = ?";

    private final Connection connection;
    private final Dialect dialect;
    private final Names names;

    JdbcBudgets(Connection connection, Dialect dialect, Names names) {
        this.connection = connection;
        this.dialect = dialect;
        this.names = names;
    }

    @Override
    protected Optional<BudgetCount> find(String key) throws SQLException {
        return Statements.queryOne(connection, names.fill(COUNT), JdbcBudgets::count, key);
    }

    @Override
    protected Optional<BudgetCount> lock(String key) throws SQLException {
        return Statements.queryOne(connection, names.fill(COUNT + " FOR UPDATE"), JdbcBudgets::count, key);
    }

    /**
     * The row is looked for before it is locked: on MariaDB, in the isolation that a host's transaction has by default, a
     * lock of what is not there would hold up the first calls of other budgets.
     */
    @Override
    protected BudgetCount lockOrAdd(String key, BudgetCount first) throws SQLException {
        if (find(key).isEmpty()) {
            introduce(key, first);
        }
        return lock(key).orElseThrow();
    }

    private void introduce(String key, BudgetCount first) throws SQLException {
        try {
            Database.joined(connection, joined -> change(joined, INTRODUCE, key, first));
        } catch (SQLException e) {
            if (!dialect.isDuplicate(e)) {
                throw e;
            }
        }
    }

    @Override
    protected void write(String key, BudgetCount count) throws SQLException {
        change(connection, CHANGE, key, count);
    }

    private int change(Connection connection, String sql, String key, BudgetCount count) throws SQLException {
        return Statements.update(
                connection,
                names.fill(sql),
                Micros.of(count.period()),
                count.booked(),
                count.held(),
                count.unpriced(),
                count.told(),
                key);
    }

    @Override
    protected List<BudgetHold> holds(String operation) throws SQLException {
        return Statements.query(connection, names.fill(OF_CALL + dialect.seeingLatest()), JdbcBudgets::hold, operation);
    }

    @Override
    protected List<BudgetHold> abandoned(String key, Instant before) throws SQLException {
        return Statements.query(connection, names.fill(ABANDONED), JdbcBudgets::hold, key, Micros.of(before));
    }

    @Override
    protected void add(BudgetHold hold) throws SQLException {
        Statements.updateWith(connection, names.fill(INSERT), statement -> {
            statement.setString(1, hold.operation());
            statement.setInt(2, hold.place());
            statement.setString(3, hold.key());
            statement.setLong(4, Micros.of(hold.at()));
            statement.setBigDecimal(5, hold.amount());
            statement.setString(6, hold.currency().getCurrencyCode());
            statement.setBoolean(7, hold.isBooked());
        });
    }

    @Override
    protected boolean replace(BudgetHold old, BudgetHold now) throws SQLException {
        return one("UPDATE {hold} SET booked = " + (now.isBooked() ? "TRUE" : "FALSE") + ONE, old);
    }

    @Override
    protected boolean remove(BudgetHold hold) throws SQLException {
        return one("DELETE FROM {hold}" + ONE, hold);
    }

    private boolean one(String sql, BudgetHold hold) throws SQLException {
        return Statements.update(connection, names.fill(sql), hold.operation(), hold.place(), hold.isBooked()) == 1;
    }

    @Override
    protected void removeAll(String key) throws SQLException {
        Statements.update(connection, names.fill("DELETE FROM {hold} WHERE budget_key = ?"), key);
    }

    private static BudgetCount count(ResultSet row) throws SQLException {
        return new BudgetCount(
                Micros.instant(row.getLong(1)),
                row.getBigDecimal(2),
                row.getBigDecimal(3),
                row.getLong(4),
                row.getBigDecimal(5));
    }

    private static BudgetHold hold(ResultSet row) throws SQLException {
        return new BudgetHold(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                Micros.instant(row.getLong(4)),
                row.getBigDecimal(5),
                Currency.getInstance(row.getString(6)),
                row.getBoolean(7));
    }
}
