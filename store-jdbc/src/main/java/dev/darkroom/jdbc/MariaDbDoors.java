// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/*
 * A known key is found out by the error that it makes, and by no other: INSERT IGNORE would also cut texts that are too
 * long, and two images could become one. For the same reason triggers are made in strict mode, which they keep. After a
 * deadlock nothing is left of the host's transaction, so that is not passed over; nor is trouble with the second insert,
 * since a job that nobody finds in the queue would be lost.
 *
 * The number of the job is only seen inside: when a trigger ends, LAST_INSERT_ID() is the host's again.
 */
/** Triggers of MariaDB and MySQL. */
final class MariaDbDoors extends Doors {
    private static final String TRIGGER = """
            CREATE TRIGGER ${trigger} AFTER INSERT ON ${table} FOR EACH ROW
            BEGIN
                DECLARE darkroom_added INT DEFAULT 0;
                DECLARE darkroom_now BIGINT DEFAULT ${now};
                BEGIN
                    DECLARE EXIT HANDLER FOR 1062 SET darkroom_added = 0;
                    DECLARE EXIT HANDLER FOR 1205, 1213 RESIGNAL;
                    DECLARE EXIT HANDLER FOR SQLEXCEPTION
                        SIGNAL SQLSTATE '01000' SET MESSAGE_TEXT = 'no job was made of a row, which a sweep may find';
                    INSERT INTO ${job} (${columns})
                    SELECT ${values}
                    FROM (SELECT ${row}) r
                    WHERE ${matches};
                    SET darkroom_added = ROW_COUNT();
                END;
                IF darkroom_added > 0 THEN
                    INSERT INTO ${queue} (job_id, recipe, turn, due_us)
                    VALUES (LAST_INSERT_ID(), ${recipe}, ${turn}, darkroom_now);
                END IF;
            END""";
    private static final List<String> STRICTLY = List.of(
            "SET @darkroom_mode = @@SESSION.sql_mode",
            "SET SESSION sql_mode = CONCAT_WS(',', NULLIF(@@SESSION.sql_mode, ''), 'STRICT_ALL_TABLES')");

    private final String collation;

    MariaDbDoors(Names names, String collation) {
        super(names);
        this.collation = collation;
    }

    @Override
    String quote(String name) {
        return '`' + name + '`';
    }

    /** What a backslash means depends on a setting. */
    @Override
    String literal(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\\')
                ? "'" + text.replace("'", "''") + "'"
                : "CONVERT(X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "' USING utf8mb4)";
    }

    @Override
    String text(String value) {
        return "REPLACE(CAST(" + value + " AS CHAR CHARACTER SET utf8mb4), " + literal("\0") + ", '')";
    }

    @Override
    String isFilled(String text) {
        return text + " REGEXP " + literal("[^" + BLANKS + "]");
    }

    /** What is NULL makes its whole entry NULL, and CONCAT_WS leaves that out. */
    @Override
    String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> "CONCAT(JSON_QUOTE(" + literal(entry.getKey()) + "), ':', JSON_QUOTE(" + entry.getValue()
                        + "))")
                .collect(Collectors.joining(", ", "CONCAT('{', CONCAT_WS(',', ", "), '}')"));
    }

    @Override
    String comparable(String key) {
        return key + " COLLATE " + collation;
    }

    @Override
    String home(Connection connection) throws SQLException {
        return quote(database(connection));
    }

    private static String database(Connection connection) throws SQLException {
        return Statements.query(connection, "SELECT DATABASE()", row -> row.getString(1))
                .get(0);
    }

    @Override
    String schema(Connection connection, HostTable table) throws SQLException {
        return table.schema().isPresent() ? table.schema().get() : database(connection);
    }

    @Override
    Site site(Connection connection, HostRows rows) throws SQLException {
        return new Site(rows, home(connection), Map.of());
    }

    @Override
    List<String> known(Connection connection, HostTable table, String stem) throws SQLException {
        return Statements.query(
                        connection,
                        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = ?",
                        row -> row.getString(1),
                        schema(connection, table))
                .stream()
                .filter(name -> name.startsWith(stem))
                .toList();
    }

    @Override
    boolean fires(Connection connection, HostRows rows, String name) throws SQLException {
        return !known(connection, rows.table(), name).isEmpty();
    }

    @Override
    List<String> create(Site site, String name) {
        HostRows rows = site.rows();
        String row = rows.columns().stream()
                .map(this::quote)
                .map(column -> "NEW." + column + " AS " + column)
                .collect(Collectors.joining(", "));
        Map<String, String> parts = Map.of(
                "trigger", trigger(rows.table(), name),
                "table", rows.from(),
                "values", rows.values("darkroom_now"),
                "row", row,
                "matches", rows.matches());
        String trigger = fill(TRIGGER, site, parts);
        return List.of(STRICTLY.get(0), STRICTLY.get(1), trigger);
    }

    @Override
    List<String> afterwards() {
        return List.of("SET SESSION sql_mode = coalesce(@darkroom_mode, @@SESSION.sql_mode)");
    }

    @Override
    List<String> drop(Connection connection, HostTable table, String name) {
        return List.of("DROP TRIGGER IF EXISTS " + trigger(table, name));
    }

    private String trigger(HostTable table, String name) {
        return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(name);
    }

    /** Its client would take the first semicolon for the end. */
    @Override
    String script(List<String> statements) {
        return statements.stream()
                .map(statement -> statement + "$$\n")
                .collect(Collectors.joining("\n", "DELIMITER $$\n", "DELIMITER ;\n"));
    }
}
