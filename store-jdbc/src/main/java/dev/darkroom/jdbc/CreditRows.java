// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CreditAccounts;
import dev.darkroom.cost.CreditEntry;
import dev.darkroom.cost.CreditMove;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of credits: entries are only added, and all else of an owner changes under the lock of the owner's account. */
final class CreditRows {
    private static final String COUNT = "SELECT entries FROM {credit_account} WHERE owner = ?";
    private static final String INTRODUCE = "INSERT INTO {credit_account}"
            + " (owner, entries, issued, available, reserved, spent) VALUES (?, 0, 0, 0, 0, 0)";
    private static final String ACCOUNT =
            "SELECT issued, available, reserved, spent, entries FROM {credit_account} WHERE owner = ?";
    private static final String CHANGE_ACCOUNT = "UPDATE {credit_account}"
            + " SET entries = ?, issued = ?, available = ?, reserved = ?, spent = ? WHERE owner = ?";
    private static final String RESERVATION =
            "SELECT held, spent FROM {credit_reservation} WHERE owner = ? AND reservation = ?";
    private static final String INSERT_RESERVATION =
            "INSERT INTO {credit_reservation} (held, spent, owner, reservation) VALUES (?, ?, ?, ?)";
    private static final String CHANGE_RESERVATION =
            "UPDATE {credit_reservation} SET held = ?, spent = ? WHERE owner = ? AND reservation = ?";
    private static final String ENTRIES =
            "SELECT issued_change, available_change, reserved_change, spent_change, issued, available, reserved,"
                    + " spent, number, at_us, kind, owner, reservation, amount, given_key"
                    + " FROM {credit_entry} WHERE owner = ? AND ";
    private static final String INSERT_ENTRY =
            "INSERT INTO {credit_entry} (issued_change, available_change, reserved_change, spent_change, issued,"
                    + " available, reserved, spent, number, at_us, kind, owner, reservation, amount, given_key)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Dialect dialect;
    private final Names names;

    CreditRows(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
    }

    /**
     * An owner's accounts, locked.
     *
     * @param entries how many entries there are
     * @param isOldNews whether entries were added that the transaction's reads may not show
     */
    record Account(CreditAccounts balance, long entries, boolean isOldNews) {}

    /**
     * Locks an owner's accounts. The row is looked for before that: on MariaDB, in the isolation that a host's transaction
     * has by default, a lock of what is not there would hold up the first movements of other owners.
     */
    Account lock(Connection connection, String owner) throws SQLException {
        long seen = count(connection, owner);
        return Statements.query(
                        connection,
                        names.fill(ACCOUNT + " FOR UPDATE"),
                        row -> new Account(accounts(row, 1), row.getLong(5), row.getLong(5) != seen),
                        owner)
                .get(0);
    }

    private long count(Connection connection, String owner) throws SQLException {
        Optional<Long> entries = Statements.queryOne(connection, names.fill(COUNT), row -> row.getLong(1), owner);
        if (entries.isEmpty()) {
            introduce(connection, owner);
        }
        return entries.orElse(0L);
    }

    private void introduce(Connection connection, String owner) throws SQLException {
        try {
            Database.joined(connection, joined -> Statements.update(joined, names.fill(INTRODUCE), owner));
        } catch (SQLException e) {
            if (!dialect.isDuplicate(e)) {
                throw e;
            }
        }
    }

    /** Finds the entry that has a movement's key. */
    Optional<CreditEntry> find(Connection connection, CreditMove move, Account account) throws SQLException {
        String latest = account.isOldNews() ? dialect.seeingLatest() : "";
        return Statements.queryOne(
                connection,
                names.fill(ENTRIES + "given_key = ?" + latest),
                CreditRows::entry,
                move.owner(),
                move.key());
    }

    /** Returns what the movements of a reservation come to, or null if there is none that was made before. */
    @Nullable
    CreditAccounts reserved(Connection connection, CreditMove move) throws SQLException {
        if (move.reservation() == null || move.kind() == CreditMove.Kind.RESERVE) {
            return null;
        }
        return Statements.queryOne(
                        connection,
                        names.fill(RESERVATION + dialect.seeingLatest()),
                        row -> ofReservation(row.getLong(1), row.getLong(2)),
                        move.owner(),
                        move.reservation())
                .orElse(null);
    }

    /** What a reservation has, it has from what was available. */
    private static CreditAccounts ofReservation(long held, long spent) {
        return new CreditAccounts(0, -(held + spent), held, spent);
    }

    /** Writes an entry and what it changes. */
    void write(Connection connection, CreditEntry entry, @Nullable CreditAccounts reserved) throws SQLException {
        insert(connection, entry);
        CreditMove move = entry.move();
        if (reserved != null) {
            write(connection, CHANGE_RESERVATION, move, reserved.plus(entry.change()));
        } else if (move.reservation() != null) {
            write(connection, INSERT_RESERVATION, move, entry.change());
        }
        CreditAccounts after = entry.after();
        Statements.update(
                connection,
                names.fill(CHANGE_ACCOUNT),
                entry.number(),
                after.issued(),
                after.available(),
                after.reserved(),
                after.spent(),
                move.owner());
    }

    private void write(Connection connection, String sql, CreditMove move, CreditAccounts reserved)
            throws SQLException {
        Statements.update(
                connection, names.fill(sql), reserved.reserved(), reserved.spent(), move.owner(), move.reservation());
    }

    private void insert(Connection connection, CreditEntry entry) throws SQLException {
        CreditAccounts change = entry.change();
        CreditAccounts after = entry.after();
        CreditMove move = entry.move();
        Statements.update(
                connection,
                names.fill(INSERT_ENTRY),
                change.issued(),
                change.available(),
                change.reserved(),
                change.spent(),
                after.issued(),
                after.available(),
                after.reserved(),
                after.spent(),
                entry.number(),
                Micros.of(entry.at()),
                move.kind().name(),
                move.owner(),
                move.reservation(),
                move.amount(),
                move.key());
    }

    CreditAccounts balance(Connection connection, String owner) throws SQLException {
        return Statements.queryOne(connection, names.fill(ACCOUNT), row -> accounts(row, 1), owner)
                .orElse(CreditAccounts.EMPTY);
    }

    /** Lists entries below a number, newest first. */
    List<CreditEntry> list(Connection connection, String owner, long before, int limit) throws SQLException {
        return Statements.query(
                connection,
                names.fill(ENTRIES + "number < ? ORDER BY number DESC LIMIT ?"),
                CreditRows::entry,
                owner,
                before,
                limit);
    }

    private static CreditEntry entry(ResultSet row) throws SQLException {
        CreditMove move = new CreditMove(
                CreditMove.Kind.valueOf(row.getString(11)),
                row.getString(12),
                row.getString(13),
                row.getLong(14),
                row.getString(15));
        return new CreditEntry(
                row.getLong(9), Micros.instant(row.getLong(10)), move, accounts(row, 1), accounts(row, 5));
    }

    private static CreditAccounts accounts(ResultSet row, int first) throws SQLException {
        return new CreditAccounts(
                row.getLong(first), row.getLong(first + 1), row.getLong(first + 2), row.getLong(first + 3));
    }
}
