// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Bookmarks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps bookmarks in the database of the jobs; one that is moved inside a host's transaction moves with its commit. */
final class JdbcBookmarks implements Bookmarks {
    private static final String FIND = "SELECT place FROM {bookmark} WHERE name = ?";
    private static final String PLACE = "INSERT INTO {bookmark} (name, place, moved_us) VALUES (?, ?, {now})";
    private static final String MOVE = "UPDATE {bookmark} SET place = ?, moved_us = {now} WHERE name = ? AND place = ?";
    private static final String REMOVE = "DELETE FROM {bookmark} WHERE name = ? AND place = ?";

    private final Database database;
    private final Names names;

    JdbcBookmarks(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    @Override
    public Optional<String> find(String name) {
        Bookmarks.checkedName(name);
        return database.read(
                "find a bookmark",
                connection -> Statements.queryOne(connection, names.fill(FIND), row -> row.getString(1), name));
    }

    @Override
    public boolean move(String name, @Nullable String from, String to) {
        Bookmarks.checkedName(name);
        Bookmarks.checkedPlace(to);
        return database.transaction(
                "move a bookmark",
                connection -> from == null
                        ? place(connection, name, to)
                        : Statements.update(connection, names.fill(MOVE), to, name, from) == 1);
    }

    /** Looks first, so that a bookmark that is there makes no error in the server's log. */
    private boolean place(Connection connection, String name, String to) throws SQLException {
        if (Statements.queryOne(connection, names.fill(FIND), row -> true, name).isPresent()) {
            return false;
        }
        try {
            Database.joined(connection, joined -> Statements.update(joined, names.fill(PLACE), name, to));
            return true;
        } catch (SQLException e) {
            if (database.dialect().isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean remove(String name, String from) {
        Bookmarks.checkedName(name);
        return database.transaction(
                "take a bookmark away",
                connection -> Statements.update(connection, names.fill(REMOVE), name, from) == 1);
    }
}
