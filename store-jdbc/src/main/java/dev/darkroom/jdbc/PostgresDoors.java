// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/*
 * The trigger fires once for a statement and turns all rows of it into jobs by one other, so that a bulk load stays one.
 * Its function has the rights of who made it: those who insert rows need none on our tables. That is also why it says
 * where it looks for tables and functions. The hint to the workers is heard when the host commits.
 */
/** Triggers of PostgreSQL. */
final class PostgresDoors extends Doors {
    private static final String TAG = "$darkroom$";
    private static final String PATH = "path";
    private static final String FUNCTION = """
            CREATE OR REPLACE FUNCTION ${function}() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path TO ${path} AS $darkroom$
            BEGIN
                WITH clock AS MATERIALIZED (SELECT ${now} AS now),
                created AS (
                    INSERT INTO ${job} (${columns})
                    SELECT ${values}
                    FROM clock, ${rows}
                    WHERE ${canBeJob}
                    ORDER BY ${key} COLLATE "C"
                    ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL DO NOTHING
                    RETURNING job_id)
                INSERT INTO ${queue} (job_id, recipe, turn, due_us)
                SELECT job_id, ${recipe}, ${turn}, now FROM created, clock;
                IF FOUND THEN
                    PERFORM pg_notify(${channel}, 'trigger');
                END IF;
                RETURN NULL;
            EXCEPTION
            WHEN serialization_failure OR deadlock_detected THEN
                RAISE;
            WHEN OTHERS THEN
                RAISE WARNING 'no job was made of a row of %, which a sweep may find: %', TG_TABLE_NAME, SQLERRM;
                RETURN NULL;
            END
            $darkroom$""";

    /** A plain DROP IF EXISTS would shut readers out, and wait for those that are there, even if there is nothing to drop. */
    private static final String DROP_TRIGGER = """
            DO $darkroom$
            BEGIN
                IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = ${name} AND tgrelid = ${relation}::regclass) THEN
                    DROP TRIGGER ${trigger} ON ${table};
                END IF;
            END
            $darkroom$""";

    PostgresDoors(Names names) {
        super(names);
    }

    @Override
    String quote(String name) {
        return '"' + name + '"';
    }

    @Override
    String literal(String text) {
        return text.contains("\\")
                ? "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
                : "'" + text.replace("'", "''") + "'";
    }

    @Override
    String text(String value) {
        return value + "::text";
    }

    @Override
    String isFilled(String text) {
        return "TRIM(BOTH " + blanks() + " FROM " + text + ") <> ''";
    }

    /** Returns the characters that are blank as a text that can be read. */
    static String blanks() {
        return BLANKS.chars().mapToObj(c -> String.format("\\%04X", c)).collect(Collectors.joining("", "U&'", "'"));
    }

    @Override
    String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> literal(entry.getKey()) + ", " + entry.getValue())
                .collect(Collectors.joining(", ", "json_strip_nulls(json_build_object(", "))::text"));
    }

    @Override
    String home(Connection connection) throws SQLException {
        return Statements.query(
                        connection,
                        "SELECT quote_ident(n.nspname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.oid = to_regclass(?)",
                        row -> row.getString(1),
                        names.table("job"))
                .get(0);
    }

    /** A name that was not quoted when the table was made is in lower case. */
    @Override
    String schema(Connection connection, HostTable table) throws SQLException {
        String exact = HostRows.quoted(this, table.rows());
        return Statements.query(
                        connection,
                        "SELECT coalesce((SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.oid = coalesce(to_regclass(?), to_regclass(?), to_regclass(?))),"
                                + " CAST(? AS text), current_schema())",
                        row -> row.getString(1),
                        exact,
                        exact.toLowerCase(Locale.ROOT),
                        exact.toUpperCase(Locale.ROOT),
                        table.schema().orElse(null))
                .get(0);
    }

    @Override
    Site site(Connection connection, HostRows rows) throws SQLException {
        String path = Statements.query(
                        connection,
                        "SELECT concat_ws(', ', (SELECT string_agg(quote_ident(s), ', ') FROM"
                                + " unnest(current_schemas(false)) s), 'pg_temp')",
                        row -> row.getString(1))
                .get(0);
        return new Site(rows, home(connection), Map.of(PATH, path));
    }

    @Override
    List<String> known(Connection connection, HostTable table, String stem) throws SQLException {
        return Statements.query(
                connection,
                "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                        + " WHERE starts_with(p.proname, ?) AND quote_ident(n.nspname) = ?",
                row -> row.getString(1),
                stem,
                home(connection));
    }

    @Override
    boolean fires(Connection connection, HostRows rows, String name) throws SQLException {
        return Statements.queryOne(
                        connection,
                        "SELECT 1 FROM pg_trigger WHERE tgname = ? AND tgrelid = to_regclass(?) AND tgenabled <> 'D'",
                        row -> true,
                        name,
                        rows.from())
                .isPresent();
    }

    @Override
    List<String> create(Site site, String name) {
        String table = site.rows().from();
        return List.of(
                function(site, name),
                fill(
                        DROP_TRIGGER,
                        site,
                        Map.of(
                                "name", literal(name),
                                "relation", literal(table),
                                "trigger", quote(name),
                                "table", table)),
                "CREATE TRIGGER " + quote(name) + " AFTER INSERT ON " + table
                        + " REFERENCING NEW TABLE AS darkroom_new FOR EACH STATEMENT EXECUTE FUNCTION " + site.home()
                        + "." + quote(name) + "()");
    }

    private String function(Site site, String name) {
        HostRows rows = site.rows();
        String function = fill(
                FUNCTION,
                site,
                Map.of(
                        "function", site.home() + "." + quote(name),
                        "values", rows.values("clock.now"),
                        "rows", rows.selectedFrom("darkroom_new"),
                        "canBeJob", rows.canBeJob(),
                        "channel", literal(names.table("jobs"))));
        if (function.indexOf(TAG, function.indexOf(TAG) + 1) != function.length() - TAG.length()) {
            throw new IllegalArgumentException("a trigger can't have " + TAG + " in it: " + rows.table());
        }
        return function;
    }

    /** Whatever fires a function goes with it. */
    @Override
    List<String> drop(Connection connection, HostTable table, String name) throws SQLException {
        return List.of("DROP FUNCTION IF EXISTS " + home(connection) + "." + quote(name) + "() CASCADE");
    }
}
