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

    private static String schema(Connection connection, HostTable table) throws SQLException {
        return table.schema().isPresent() ? table.schema().get() : currentSchema(connection);
    }

    /** The notes are the types of the columns. */
    @Override
    Site site(Connection connection, HostRows rows) throws SQLException {
        String name = rows.table().rows();
        Map<String, String> types = new LinkedHashMap<>();
        Statements.query(
                connection,
                "SELECT column_name, DATA_TYPE_SQL(table_schema, table_name, 'TABLE', dtd_identifier)"
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE UPPER(table_schema) = UPPER(?)"
                        + " AND UPPER(table_name) = UPPER(?)",
                row -> types.put(row.getString(1), row.getString(2)),
                schema(connection, rows.table()),
                name.substring(name.indexOf('.') + 1));
        return new Site(rows, home(connection), types);
    }

    @Override
    List<String> known(Connection connection, HostTable table, String stem) throws SQLException {
        return Statements.query(
                connection,
                "SELECT constant_name FROM INFORMATION_SCHEMA.CONSTANTS"
                        + " WHERE LEFT(constant_name, LENGTH(?)) = ? AND UPPER(constant_schema) = UPPER(?)",
                row -> row.getString(1),
                stem,
                stem,
                schema(connection, table));
    }

    @Override
    boolean fires(Connection connection, HostRows rows, String name) throws SQLException {
        return Statements.queryOne(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.TRIGGERS WHERE trigger_name = ?"
                                + " AND UPPER(trigger_schema) = UPPER(?)",
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
                "CREATE CONSTANT IF NOT EXISTS " + qualified(rows.table(), name) + " VALUE ARRAY[" + parts + "]",
                "CREATE TRIGGER IF NOT EXISTS " + qualified(rows.table(), name) + " AFTER INSERT ON " + rows.from()
                        + " FOR EACH ROW CALL '" + TRIGGER_CLASS + "'");
    }

    @Override
    List<String> drop(Connection connection, HostTable table, String name) {
        return List.of(
                "DROP TRIGGER IF EXISTS " + qualified(table, name),
                "DROP CONSTANT IF EXISTS " + qualified(table, name));
    }

    private String qualified(HostTable table, String name) {
        return table.schema().map(schema -> schema + ".").orElse("") + quote(name);
    }
}
