// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc.trigger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Makes a job of each new row of a host's table, in the transaction that adds the row. H2 makes it when the database is
 * opened; what it is to do stands in the constant that has its name.
 */
public final class RowTrigger extends TriggerAdapter {
    // The only logger that every H2 server has.
    private static final System.Logger log = System.getLogger(RowTrigger.class.getName());
    private static final String KNOWN_KEY = "23505";
    private static final String DEADLOCK = "40001";

    // What it is to do never changes; threads that look it up at once find the same.
    private volatile @Nullable Door door;

    /** For H2. */
    public RowTrigger() {}

    /** What is done with a row: two statements, and the columns that the first one binds. */
    private record Door(String insertJob, String insertWaiting, List<String> columns) {}

    @Override
    public void fire(Connection connection, @Nullable ResultSet before, @Nullable ResultSet row) throws SQLException {
        if (row == null) {
            return;
        }
        Door known = door == null ? find(connection) : door;
        door = known;
        OptionalLong job = insertJob(connection, known, row);
        if (job.isPresent()) {
            try (PreparedStatement statement = connection.prepareStatement(known.insertWaiting())) {
                statement.setLong(1, job.getAsLong());
                statement.executeUpdate();
            }
        }
    }

    private Door find(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("VALUES \"" + schemaName + "\".\"" + triggerName + "\"");
                ResultSet constant = statement.executeQuery()) {
            constant.next();
            List<String> texts = new ArrayList<>();
            for (Object part : (Object[]) constant.getArray(1).getArray()) {
                texts.add(part.toString());
            }
            return new Door(texts.get(0), texts.get(1), List.copyOf(texts.subList(2, texts.size())));
        }
    }

    /** A key that somebody else adds at this moment is known after all. */
    private static OptionalLong insertJob(Connection connection, Door door, ResultSet row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(door.insertJob(), new String[] {"JOB_ID"})) {
            for (int i = 0; i < door.columns().size(); i++) {
                statement.setObject(i + 1, row.getObject(door.columns().get(i)));
            }
            statement.executeUpdate();
            try (ResultSet key = statement.getGeneratedKeys()) {
                return key.next() ? OptionalLong.of(key.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            if (DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
            if (!KNOWN_KEY.equals(e.getSQLState())) {
                log.log(
                        System.Logger.Level.WARNING,
                        "no job was made of a row, which a sweep may find: state {0}, code {1}",
                        e.getSQLState(),
                        e.getErrorCode());
            }
            return OptionalLong.empty();
        }
    }
}
