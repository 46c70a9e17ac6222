// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
    private static final List<String> FILES = List.of("V1__jobs.sql", "V2__views.sql", "V3__credits.sql");
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
            "v_credits");
    private static final List<String> TABLES = List.of(
            "job",
            "queue",
            "done",
            "step",
            "worker",
            "usage",
            "permit",
            "schema",
            "credit_account",
            "credit_reservation",
            "credit_entry");

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
            int version = version(connection);
            refuseNewer(version);
            if (dialect.rollsBackTables()) {
                applyAllOrNone(connection, version);
            } else {
                applyOrCleanUp(connection, version);
            }
        } finally {
            dialect.unlock(connection, names.table("schema"));
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
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(wasAutomatic);
        }
    }

    private void applyOrCleanUp(Connection connection, int from) throws SQLException {
        try {
            applyFrom(connection, from);
        } catch (SQLException | RuntimeException | Error e) {
            if (from == 0) {
                dropAll(connection);
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
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
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

    /** Takes away what a first run made before it failed. */
    private void dropAll(Connection connection) {
        VIEWS.forEach(view -> drop(connection, "VIEW", names.table(view)));
        TABLES.forEach(table -> drop(connection, "TABLE", names.table(table)));
    }

    private static void drop(Connection connection, String kind, String name) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP " + kind + " IF EXISTS " + name);
        } catch (SQLException e) {
            log.warn("could not take away {}, which was made before the failure", name, e);
        }
    }
}
