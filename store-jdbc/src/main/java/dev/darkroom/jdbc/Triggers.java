// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Database triggers that make a job of each row that is added to a table of the host's, whoever adds it.
 *
 * <pre>{@code
 * store.triggers().install(HostTable.named("uploads").recipe("photo").location(ImageRef.URL, "link"));
 * }</pre>
 *
 * <p>The job is part of the transaction that adds the row: it exists exactly if that is committed. A row whose job exists
 * already adds nothing. On PostgreSQL the workers are told at once; elsewhere they see the job when they next look.
 *
 * <p>A trigger never fails the statement that adds a row. A row whose job can't be written, such as one whose image id is
 * too long, is passed over, with a warning to the database's client or log; a {@link Sweep} beside the trigger names such
 * rows, and submits those that can be written after all. Rows that are changed fire nothing; a sweep finds those that
 * became images later.
 *
 * <p>On PostgreSQL, MariaDB and MySQL a trigger has the rights of the user that installed it. On an H2 server this module
 * must be on the class path of the server.
 */
public final class Triggers {
    private static final Logger log = LoggerFactory.getLogger(Triggers.class);
    private static final int LONGEST_READABLE = 47;
    private static final int TABLE_DIGITS = 6;
    private static final int CONTENT_DIGITS = 8;

    private final Database database;
    private final Names names;
    private final Doors doors;

    Triggers(Database database, Names names, Doors doors) {
        this.database = database;
        this.names = names;
        this.doors = doors;
    }

    /** A trigger as it should be. */
    private record Wanted(HostRows rows, String name, List<String> statements) {}

    /**
     * Makes the trigger for a table; one that did something else for the same table and recipe is replaced. If it is there
     * already, nothing is changed, so a host may ask for it whenever it starts.
     *
     * @throws IllegalArgumentException if there is no such table or column, or the condition means nothing there
     * @throws JobStoreException if this user may not make it; then all is as it was
     */
    public void install(HostTable table) {
        outsideOfTransactions();
        checkTable(table);
        database.transaction("install a trigger for " + table, connection -> {
            install(connection, table);
            return true;
        });
    }

    /** Takes the triggers for a table and its recipe away, also after the table is gone. */
    public void uninstall(HostTable table) {
        outsideOfTransactions();
        checkTable(table);
        database.transaction("uninstall the trigger for " + table, connection -> {
            for (String name : known(connection, table)) {
                execute(connection, doors.drop(connection, table, name));
            }
            return true;
        });
    }

    /** Whether rows of a table become jobs just as it says; no, if an earlier trigger does something else with them. */
    public boolean isInstalled(HostTable table) {
        checkTable(table);
        return database.transaction("look for the trigger of " + table, connection -> {
            Wanted wanted = wanted(connection, table);
            return doors.fires(connection, wanted.rows(), wanted.name());
        });
    }

    /** Returns the SQL that makes the trigger, for somebody who applies it by hand. */
    public String sql(HostTable table) {
        checkTable(table);
        return database.transaction("write the trigger for " + table, connection -> {
            List<String> all = new ArrayList<>(wanted(connection, table).statements());
            all.addAll(doors.afterwards());
            return doors.script(all);
        });
    }

    /** Where changes of tables can't be rolled back, they would commit what the host began. */
    private void outsideOfTransactions() {
        if (database.isBoundHere()) {
            throw new IllegalStateException("triggers are installed and uninstalled outside of transactions");
        }
    }

    private static void checkTable(HostTable table) {
        if (table.isQuery()) {
            throw new IllegalArgumentException("a query has no triggers; name a table, or sweep the query");
        }
    }

    private void install(Connection connection, HostTable table) throws SQLException {
        Wanted wanted = wanted(connection, table);
        if (!doors.fires(connection, wanted.rows(), wanted.name())) {
            create(connection, wanted);
            log.info("rows that are added to '{}' become jobs by the trigger {}", table.rows(), wanted.name());
        }
        for (String name : known(connection, table)) {
            if (!name.equals(wanted.name())) {
                execute(connection, doors.drop(connection, table, name));
            }
        }
    }

    private void create(Connection connection, Wanted wanted) throws SQLException {
        HostTable table = wanted.rows().table();
        try {
            execute(connection, wanted.statements());
        } catch (SQLException e) {
            cleanUp(connection, table, wanted.name(), e);
            throw new JobStoreException(
                    "the trigger for " + table + " can't be made: " + e.getMessage()
                            + " (the user needs the right to make triggers; or somebody who has it applies what sql(…) says)",
                    e);
        } finally {
            execute(connection, doors.afterwards());
        }
    }

    /** PostgreSQL refuses to in a transaction that has failed, and rolls it back. */
    private void cleanUp(Connection connection, HostTable table, String name, SQLException cause) {
        if (!database.dialect().rollsBackTables()) {
            try {
                execute(connection, doors.drop(connection, table, name));
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private List<String> known(Connection connection, HostTable table) throws SQLException {
        String stem = stem(connection, table);
        return doors.known(connection, table, stem).stream()
                .filter(name -> name.length() == stem.length() + CONTENT_DIGITS)
                .toList();
    }

    private Wanted wanted(Connection connection, HostTable table) throws SQLException {
        HostRows rows = HostRows.find(connection, doors, table);
        Doors.Site site = doors.site(connection, rows);
        String stem = stem(connection, table);
        String name = stem + hash(String.join(";", doors.create(site, stem)), CONTENT_DIGITS);
        return new Wanted(rows, name, doors.create(site, name));
    }

    /**
     * The name up to the hash of what the trigger does: readable, and no two tables and recipes have the same, also where a
     * name means one table to one tenant, and another one to the next.
     */
    private String stem(Connection connection, HostTable table) throws SQLException {
        String readable = (names.prefix() + table.rows() + "_" + table.recipe())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
        String exact = String.join(
                "/",
                names.prefix(),
                doors.schema(connection, table),
                table.rows().toLowerCase(Locale.ROOT),
                table.recipe());
        return readable.substring(0, Math.min(readable.length(), LONGEST_READABLE)) + "_" + hash(exact, TABLE_DIGITS)
                + "_";
    }

    private static String hash(String text, int digits) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            Statements.execute(connection, sql);
        }
    }
}
