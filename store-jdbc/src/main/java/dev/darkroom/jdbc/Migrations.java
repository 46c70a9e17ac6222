// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The files are ordered and named as Flyway wants them, and each of them writes its own number into the table of
 * versions, so that it makes no difference who applied it.
 */
/** Makes and changes the tables, or checks that they are as this version needs them. */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");
    private static final List<String> FILES = List.of(
            "V1__jobs.sql",
            "V2__views.sql",
            "V3__credits.sql",
            "V4__costs.sql",
            "V5__permits.sql",
            "V6__bookmarks.sql");
    private static final List<String> VIEWS = List.of(
            "v_queue",
            "v_jobs",
            "v_steps",
            "v_retries",
            "v_history",
            "v_usage",
            "v_costs",
            "v_stuck",
            "v_failures",
            "v_times",
            "v_credits",
            "v_budgets");

    /** The one that says which version the others are of goes first, since without the others it would not be true. */
    private static final List<String> TABLES = List.of(
            "schema",
            "job",
            "queue",
            "done",
            "step",
            "worker",
            "usage",
            "permit",
            "credit_account",
            "credit_reservation",
            "credit_entry",
            "budget",
            "hold",
            "bookmark");

    /** The table that is there while the others are being made. */
    private static final String MARK = "making";

    private static final String NOTHING = "nothing was changed";

    private final Dialect dialect;
    private final Names names;

    Migrations(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
    }

    /** Applies what is missing; of several nodes that start at once one does it, and the others wait. */
    void migrate(Connection connection) throws SQLException {
        if (version(connection) == FILES.size()) {
            return;
        }
        dialect.lock(connection, names.table("schema"));
        try {
            migrateAlone(connection);
        } catch (SQLException | RuntimeException | Error e) {
            tidyUp(e, () -> dialect.unlock(connection, names.table("schema")));
            throw e;
        }
        dialect.unlock(connection, names.table("schema"));
    }

    private void migrateAlone(Connection connection) throws SQLException {
        int version = version(connection);
        refuseNewer(version);
        if (version == 0) {
            clearOrRefuse(connection);
        }
        if (dialect.rollsBackTables()) {
            applyAllOrNone(connection, version);
        } else {
            applyOrCleanUp(connection, version);
        }
    }

    /** What is done after a failure, and may fail itself. */
    private interface Tidying {
        void tidy() throws SQLException;
    }

    private static void tidyUp(Throwable failure, Tidying tidying) {
        try {
            tidying.tidy();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Without a version there are no tables, but for those that were begun when a process or the server died. */
    private void clearOrRefuse(Connection connection) throws SQLException {
        if (isUnfinished(connection)) {
            log.info("taking away the tables '{}…', which were not finished", names.prefix());
            dropAll(connection);
        }
        Optional<String> first = firstTable(connection);
        if (first.isPresent()) {
            throw new IllegalStateException("there is a table '" + first.get() + "', but no '" + names.table("schema")
                    + "' that says which version it is of, so it is not touched: choose another prefix if it belongs to"
                    + " something else, or restore what is missing, or drop what is there");
        }
    }

    /** Who has jobs in them was further once, and lost what says so: that is not for us to drop. */
    private boolean isUnfinished(Connection connection) throws SQLException {
        return !dialect.rollsBackTables()
                && dialect.hasTable(connection, names.table(MARK))
                && (!dialect.hasTable(connection, names.table("job"))
                        || Statements.query(
                                        connection,
                                        names.fill("SELECT job_id FROM {job} LIMIT 1"),
                                        row -> row.getLong(1))
                                .isEmpty());
    }

    private Optional<String> firstTable(Connection connection) throws SQLException {
        for (String table : TABLES) {
            if (dialect.hasTable(connection, names.table(table))) {
                return Optional.of(names.table(table));
            }
        }
        return Optional.empty();
    }

    /** Says what became of the tables after a failure. */
    String whatIsLeft(Connection connection) {
        String unfinished = "what was made of them before that is taken away at the next start";
        if (dialect.rollsBackTables()) {
            return NOTHING;
        }
        try {
            int version = version(connection);
            if (version > 0) {
                return "their version is still " + version;
            }
            return dialect.hasTable(connection, names.table(MARK)) ? unfinished : NOTHING;
        } catch (SQLException e) {
            log.debug("what is left can't be seen", e);
            return unfinished;
        }
    }

    /** Checks that nothing is missing. */
    void validate(Connection connection) throws SQLException {
        int version = version(connection);
        refuseNewer(version);
        if (version < FILES.size()) {
            throw new IllegalStateException("the tables '" + names.prefix() + "…' are "
                    + (version == 0 ? "missing" : "of version " + version + ", and " + FILES.size() + " is needed")
                    + ": let the store make them, or apply " + String.join(", ", FILES.subList(version, FILES.size()))
                    + " from its folder '" + dialect.folder() + "'");
        }
    }

    private void refuseNewer(int version) {
        if (version > FILES.size()) {
            throw new IllegalStateException(
                    "the tables '" + names.prefix() + "…' belong to a newer Darkroom (their version" + " is " + version
                            + ", this one knows up to " + FILES.size() + "): update this application");
        }
    }

    /** Returns the version of the tables, or 0 if there are none. */
    private int version(Connection connection) throws SQLException {
        if (!dialect.hasTable(connection, names.table("schema"))) {
            return 0;
        }
        return Statements.query(
                        connection, names.fill("SELECT coalesce(max(version), 0) FROM {schema}"), row -> row.getInt(1))
                .get(0);
    }

    private void applyAllOrNone(Connection connection, int from) throws SQLException {
        boolean wasAutomatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            applyFrom(connection, from);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            tidyUp(e, () -> {
                connection.rollback();
                connection.setAutoCommit(wasAutomatic);
            });
            throw e;
        }
        connection.setAutoCommit(wasAutomatic);
    }

    /** Leaves a mark while the first tables are made, so that nobody takes them for whole if that is never finished. */
    private void applyOrCleanUp(Connection connection, int from) throws SQLException {
        if (from == 0) {
            Statements.execute(connection, "CREATE TABLE " + names.table(MARK) + " (since integer)");
        }
        try {
            applyFrom(connection, from);
            drop(connection, "TABLE", MARK);
        } catch (SQLException | RuntimeException | Error e) {
            if (from == 0) {
                tidyUp(e, () -> dropAll(connection));
            }
            throw e;
        }
    }

    private void applyFrom(Connection connection, int from) throws SQLException {
        for (String file : FILES.subList(from, FILES.size())) {
            log.info("applying {} to the tables '{}…'", file, names.prefix());
            apply(connection, file);
        }
    }

    private void apply(Connection connection, String file) throws SQLException {
        for (String sql : statements(file)) {
            Statements.execute(connection, sql);
        }
    }

    private List<String> statements(String file) {
        String text = read(dialect.folder() + "/" + file)
                .replace("${prefix}", names.prefix())
                .replace("${collation}", dialect.collation())
                .replaceAll("(?m)^--.*\n", "");
        List<String> statements = new ArrayList<>();
        for (String statement : END_OF_STATEMENT.split(text, -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }

    private static String read(String path) {
        try (InputStream file = Migrations.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("the file " + path + " is missing from the module of the store");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what a first run made before it failed; the mark goes last. */
    private void dropAll(Connection connection) throws SQLException {
        for (String view : VIEWS) {
            drop(connection, "VIEW", view);
        }
        for (String table : TABLES) {
            drop(connection, "TABLE", table);
        }
        drop(connection, "TABLE", MARK);
    }

    private void drop(Connection connection, String kind, String name) throws SQLException {
        Statements.execute(connection, "DROP " + kind + " IF EXISTS " + names.table(name));
    }
}
