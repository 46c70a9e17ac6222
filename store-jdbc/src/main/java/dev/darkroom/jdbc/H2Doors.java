// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    private static final String INSERT_JOB = """
            INSERT INTO %1$s.%2$s (%3$s)
            SELECT %4$s
            FROM (SELECT %5$s) r
            WHERE %6$s AND NOT EXISTS (SELECT 1 FROM %1$s.%2$s k WHERE k.unique_key = %7$s)""";
    private static final String INSERT_WAITING = """
            INSERT INTO %1$s.%2$s (job_id, recipe, turn, due_us)
            SELECT job_id, recipe, %3$d, submitted_us FROM %1$s.%4$s WHERE job_id = ?""";

    private final Names names;

    H2Doors(Names names) {
        this.names = names;
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
        return "CAST(" + value + " AS VARCHAR)";
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
        return quote(schema(connection));
    }

    private static String schema(Connection connection) throws SQLException {
        return Statements.query(connection, "SELECT CURRENT_SCHEMA", row -> row.getString(1))
                .get(0);
    }

    /** The notes are the types of the columns. */
    @Override
    Site site(Connection connection, HostRows rows) throws SQLException {
        String[] name = rows.table().rows().split("\\.", 2);
        String schema = name.length == 2 ? name[0] : schema(connection);
        Map<String, String> types = new LinkedHashMap<>();
        Statements.query(
                connection,
                "SELECT column_name, DATA_TYPE_SQL(table_schema, table_name, 'TABLE', dtd_identifier)"
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE UPPER(table_schema) = UPPER(?)"
                        + " AND UPPER(table_name) = UPPER(?)",
                row -> types.put(row.getString(1), row.getString(2)),
                schema,
                name[name.length - 1]);
        return new Site(rows, home(connection), types);
    }

    @Override
    List<String> known(Connection connection, HostTable table, String stem) throws SQLException {
        return Statements.query(
                connection,
                "SELECT constant_name FROM INFORMATION_SCHEMA.CONSTANTS"
                        + " WHERE LEFT(constant_name, LENGTH(?)) = ? AND UPPER(constant_schema) = ?",
                row -> row.getString(1),
                stem,
                stem,
                schema(connection, table).toUpperCase(Locale.ROOT));
    }

    @Override
    boolean fires(Connection connection, HostRows rows, String name) throws SQLException {
        return Statements.queryOne(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.TRIGGERS WHERE trigger_name = ?"
                                + " AND UPPER(trigger_schema) = ?",
                        row -> true,
                        name,
                        schema(connection, rows.table()).toUpperCase(Locale.ROOT))
                .isPresent();
    }

    @Override
    List<String> create(Site site, String name) {
        HostRows rows = site.rows();
        String qualified = prefix(rows.table()) + quote(name);
        String parts = Stream.concat(Stream.of(insertJob(site), insertWaiting(site)), rows.columns().stream())
                .map(this::literal)
                .collect(Collectors.joining(",\n"));
        return List.of(
                "CREATE CONSTANT IF NOT EXISTS " + qualified + " VALUE ARRAY[" + parts + "]",
                "CREATE TRIGGER IF NOT EXISTS " + qualified + " AFTER INSERT ON " + rows.from()
                        + " FOR EACH ROW CALL '" + TRIGGER_CLASS + "'");
    }

    private String insertJob(Site site) {
        HostRows rows = site.rows();
        String fresh = rows.columns().stream()
                .map(column -> "CAST(? AS " + site.notes().get(column) + ") AS " + quote(column))
                .collect(Collectors.joining(", "));
        return String.format(
                INSERT_JOB,
                site.home(),
                names.table("job"),
                HostRows.COLUMNS,
                rows.values(names.fill("{now}")),
                fresh,
                rows.isImage() + rows.condition().map(condition -> " AND " + condition).orElse(""),
                rows.key());
    }

    private String insertWaiting(Site site) {
        return String.format(
                INSERT_WAITING,
                site.home(),
                names.table("queue"),
                Jobs.turn(site.rows().table().priority()),
                names.table("job"));
    }

    @Override
    List<String> drop(Connection connection, HostTable table, String name) {
        List<String> statements = new ArrayList<>();
        statements.add("DROP TRIGGER IF EXISTS " + prefix(table) + quote(name));
        statements.add("DROP CONSTANT IF EXISTS " + prefix(table) + quote(name));
        return statements;
    }

    private static String schema(Connection connection, HostTable table) throws SQLException {
        int point = table.rows().indexOf('.');
        return point < 0 ? schema(connection) : table.rows().substring(0, point);
    }

    private static String prefix(HostTable table) {
        int point = table.rows().indexOf('.');
        return point < 0 ? "" : table.rows().substring(0, point + 1);
    }
}
