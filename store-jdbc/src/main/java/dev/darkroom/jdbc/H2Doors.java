// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/*
 * A trigger of H2 is a Java class that is told nothing but its name. What it is to do stands in a constant of the same
 * name beside it, which is made before it.
 */
/** Triggers of H2. */
final class H2Doors extends Doors {
    private static final String TRIGGER_CLASS = "dev.darkroom.jdbc.trigger.RowTrigger";
    private static final String UNKEEPABLE = "[\\x00\\uD800-\\uDFFF]";
    private static final String INSERT_JOB = """
            INSERT INTO ${job} (${columns})
            SELECT ${values}
            FROM (SELECT ${row}) r
            WHERE ${matches} AND NOT EXISTS (SELECT 1 FROM ${job} k WHERE k.unique_key = ${key})""";
    private static final String INSERT_WAITING = """
            INSERT INTO ${queue} (job_id, recipe, turn, due_us)
            SELECT job_id, recipe, ${turn}, submitted_us FROM ${job} WHERE job_id = ?""";

    H2Doors(Names names) {
        super(names);
    }

    @Override
    String quote(String name) {
        return '"' + name + '"';
    }

    @Override
    String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    String text(String value) {
        return "REGEXP_REPLACE(CAST(" + value + " AS VARCHAR), '" + UNKEEPABLE + "', '')";
    }

    @Override
    String isFilled(String text) {
        return "TRIM(BOTH " + PostgresDoors.blanks() + " FROM " + text + ") <> ''";
    }

    @Override
    String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> "KEY " + literal(entry.getKey()) + " VALUE " + entry.getValue())
                .collect(Collectors.joining(", ", "CAST(JSON_OBJECT(", " ABSENT ON NULL) AS VARCHAR)"));
    }

    @Override
    String home(Connection connection) throws SQLException {
        return quote(currentSchema(connection));
    }

    private static String currentSchema(Connection connection) throws SQLException {
        return Statements.query(connection, "SELECT CURRENT_SCHEMA", row -> row.getString(1))
                .get(0);
    }

    @Override
    String schema(Connection connection, HostTable table) throws SQLException {
        if (table.schema().isEmpty()) {
            return currentSchema(connection);
        }
        String named = table.schema().get();
        return Statements.queryOne(
                        connection,
                        "SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA s WHERE UPPER(schema_name) = UPPER(?)"
                                + " ORDER BY EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES t"
                                + " WHERE t.table_schema = s.schema_name AND UPPER(t.table_name) = UPPER(?)) DESC,"
                                + " schema_name = ? DESC LIMIT 1",
                        row -> row.getString(1),
                        named,
                        tableName(table),
                        named)
                .orElse(named);
    }

    private static String tableName(HostTable table) {
        return table.rows().substring(table.rows().indexOf('.') + 1);
    }

    /** The notes are the types of the columns. */
    @Override
    Site site(Connection connection, HostRows rows) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        Statements.query(
                connection,
                "SELECT column_name, DATA_TYPE_SQL(table_schema, table_name, 'TABLE', dtd_identifier)"
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE table_schema = ?"
                        + " AND UPPER(table_name) = UPPER(?)",
                row -> types.put(row.getString(1), row.getString(2)),
                schema(connection, rows.table()),
                tableName(rows.table()));
        return new Site(rows, home(connection), types);
    }

    @Override
    List<String> known(Connection connection, HostTable table, String stem) throws SQLException {
        return Statements.query(
                connection,
                "SELECT constant_name FROM INFORMATION_SCHEMA.CONSTANTS"
                        + " WHERE LEFT(constant_name, LENGTH(?)) = ? AND constant_schema = ?",
                row -> row.getString(1),
                stem,
                stem,
                schema(connection, table));
    }

    @Override
    boolean fires(Connection connection, HostRows rows, String name) throws SQLException {
        return Statements.queryOne(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.TRIGGERS WHERE trigger_name = ? AND trigger_schema = ?",
                        row -> true,
                        name,
                        schema(connection, rows.table()))
                .isPresent();
    }

    @Override
    List<String> create(Site site, String name) {
        HostRows rows = site.rows();
        String row = rows.columns().stream()
                .map(column -> "CAST(? AS " + site.notes().get(column) + ") AS " + quote(column))
                .collect(Collectors.joining(", "));
        String insertJob = fill(
                INSERT_JOB,
                site,
                Map.of("values", rows.values(names.fill("{now}")), "row", row, "matches", rows.matches()));
        String insertWaiting = fill(INSERT_WAITING, site, Map.of());
        String parts = Stream.concat(Stream.of(insertJob, insertWaiting), rows.columns().stream())
                .map(this::literal)
                .collect(Collectors.joining(",\n"));
        return List.of(
                "CREATE CONSTANT IF NOT EXISTS " + rows.beside(name) + " VALUE ARRAY[" + parts + "]",
                "CREATE TRIGGER IF NOT EXISTS " + rows.beside(name) + " AFTER INSERT ON " + rows.from()
                        + " FOR EACH ROW CALL '" + TRIGGER_CLASS + "'");
    }

    @Override
    List<String> drop(Connection connection, HostTable table, String name) throws SQLException {
        String known = quote(schema(connection, table)) + "." + quote(name);
        return List.of("DROP TRIGGER IF EXISTS " + known, "DROP CONSTANT IF EXISTS " + known);
    }
}
