// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.CreditAccounts;
import dev.darkroom.cost.CreditAnswer;
import dev.darkroom.cost.CreditEntry;
import dev.darkroom.cost.CreditMove;
import dev.darkroom.cost.Credits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/*
 * A movement is decided under the lock of its owner's account. Should one slip by, in whatever isolation the host has
 * chosen, it fails and counts nothing: entries are numbered without gaps, and the tables refuse amounts below zero and
 * accounts that are not zero together.
 */
/** The ledger of credits in the database of the jobs; the movements of an owner wait for each other there. */
final class JdbcCredits implements Credits {
    private final Database database;
    private final Clock clock;
    private final CreditRows rows;

    JdbcCredits(Database database, Names names, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.rows = new CreditRows(database.dialect(), names);
    }

    @Override
    public CreditAnswer move(CreditMove move) {
        return database.transaction("move credits", connection -> move(connection, move));
    }

    private CreditAnswer move(Connection connection, CreditMove move) throws SQLException {
        CreditRows.Account account = rows.lock(connection, move.owner());
        Optional<CreditEntry> known = rows.find(connection, move, account);
        if (known.isPresent()) {
            return known.get().answer(move);
        }
        CreditAccounts reserved = rows.reserved(connection, move);
        CreditAnswer answer =
                move.decide(account.balance(), reserved, account.entries() + 1, Micros.instant(clock.now(connection)));
        if (answer instanceof CreditAnswer.Moved moved) {
            rows.write(connection, moved.entry(), reserved);
        }
        return answer;
    }

    @Override
    public CreditAccounts balance(String owner) {
        return database.read("read a balance of credits", connection -> rows.balance(connection, owner));
    }

    @Override
    public List<CreditEntry> entries(String owner, long before, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has 1 or more entries, not " + limit);
        }
        return database.read("list movements of credits", connection -> rows.list(connection, owner, before, limit));
    }
}
