// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStoreException;
import dev.darkroom.text.KeptText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rows of the host's as the database knows them, and the SQL that says which job a row is. */
final class HostRows {
    /** The columns of {@code {job}} that {@link #values} fills in. */
    static final String COLUMNS = "recipe, source, location, image_id, owner, kind, unique_key, context, priority,"
            + " delay_us, submitted_us";

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Set<Integer> NO_TEXT =
            Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.ARRAY);

    private final HostTable table;
    private final Doors doors;
    private final String from;
    private final Map<String, Boolean> columns;

    private HostRows(HostTable table, Doors doors, String from, Map<String, Boolean> columns) {
        this.table = table;
        this.doors = doors;
        this.from = from;
        this.columns = columns;
    }

    /** Looks the rows up inside a transaction, and tries what the host says of them. */
    static HostRows find(Connection connection, Doors doors, HostTable table) throws SQLException {
        HostRows rows = table.isQuery()
                ? at(connection, doors, table, "(" + table.rows() + "\n)")
                : named(connection, doors, table);
        rows.tryOut(connection);
        return rows;
    }

    /** A name that was not quoted when the table was made is in the case that its database prefers. */
    private static HostRows named(Connection connection, Doors doors, HostTable table) throws SQLException {
        String name = table.rows();
        try {
            return at(connection, doors, table, quoted(doors, name));
        } catch (IllegalArgumentException e) {
            for (String other : inOtherCases(name)) {
                try {
                    return at(connection, doors, table, quoted(doors, other));
                } catch (IllegalArgumentException again) {
                    e.addSuppressed(again);
                }
            }
            throw e;
        }
    }

    private static Set<String> inOtherCases(String name) {
        String table = name.substring(name.indexOf('.') + 1);
        String schema = name.substring(0, name.length() - table.length());
        Set<String> others = new LinkedHashSet<>();
        for (String ofSchema : cases(schema)) {
            cases(table).forEach(ofTable -> others.add(ofSchema + ofTable));
        }
        others.remove(name);
        return others;
    }

    private static List<String> cases(String name) {
        return List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT));
    }

    /** Returns the name of a table, with its schema if it has one, as it is. */
    static String quoted(Doors doors, String name) {
        int point = name.indexOf('.');
        return point < 0
                ? doors.quote(name)
                : doors.quote(name.substring(0, point)) + "." + doors.quote(name.substring(point + 1));
    }

    private static HostRows at(Connection connection, Doors doors, HostTable table, String from) throws SQLException {
        try {
            return new HostRows(table, doors, from, Database.joined(connection, joined -> columns(joined, from)));
        } catch (SQLException e) {
            throw refused(e, "can't read " + table + ": are they there, and may this user read them?");
        }
    }

    /** Returns the columns by name, and whether they can be read as text. */
    private static Map<String, Boolean> columns(Connection connection, String from) throws SQLException {
        Map<String, Boolean> columns = new LinkedHashMap<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM " + from + " darkroom_rows WHERE 1 = 0");
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData all = none.getMetaData();
            for (int i = 1; i <= all.getColumnCount(); i++) {
                columns.put(all.getColumnLabel(i), isText(all.getColumnType(i), all.getColumnTypeName(i)));
            }
        }
        return columns;
    }

    /** H2 counts UUIDs among bytes. */
    private static boolean isText(int type, String name) {
        return name.equalsIgnoreCase("uuid") || !NO_TEXT.contains(type);
    }

    /** A trigger is not looked at closely before it fires, and then it is the host's statement that fails. */
    private void tryOut(Connection connection) throws SQLException {
        String sql = "SELECT " + values("0") + " FROM " + selected() + " WHERE 1 = 0 AND " + isImage();
        try {
            Database.joined(connection, joined -> Statements.query(joined, sql, row -> true));
        } catch (SQLException e) {
            throw refused(e, "the database does not take what was said of " + table);
        }
    }

    private static RuntimeException refused(SQLException e, String what) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08")
                ? new JobStoreException("the database can't be reached: " + e.getMessage(), e)
                : new IllegalArgumentException(what + " (" + e.getMessage() + ")", e);
    }

    HostTable table() {
        return table;
    }

    /** Returns the table, or the query in brackets. */
    String from() {
        return from;
    }

    /** Returns the name of something else in the schema of the table. */
    String beside(String name) {
        return from.substring(0, from.indexOf('.') + 1) + doors.quote(name);
    }

    /** Returns the columns that a job or the condition needs, as they are written in the database. */
    Set<String> columns() {
        Set<String> needed = new LinkedHashSet<>();
        needed.add(column(table.imageId()));
        needed.add(column(table.location()));
        table.owner().map(this::column).ifPresent(needed::add);
        table.context().values().stream().map(this::column).forEach(needed::add);
        Set<String> words = wordsOfCondition();
        columns.keySet().stream()
                .filter(column -> words.contains(column.toLowerCase(Locale.ROOT)))
                .forEach(needed::add);
        return needed;
    }

    private Set<String> wordsOfCondition() {
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(table.when().orElse(""))
                .results()
                .forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
        return words;
    }

    private String column(String name) {
        String found = columns.containsKey(name) ? name : inAnyCase(name);
        if (!columns.getOrDefault(found, false)) {
            throw new IllegalArgumentException("column '" + name + "' of " + table
                    + " is no text; give them a column, or a view with one, that has it as text");
        }
        return found;
    }

    private String inAnyCase(String name) {
        return columns.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        table + " have no column '" + name + "'; they have " + columns.keySet()));
    }

    /** Returns the rows that meet the host's condition, with nothing else whose name could mean two things. */
    String selected() {
        return selectedFrom(from);
    }

    /** Returns the same, from another table with these columns. */
    String selectedFrom(String other) {
        return "(" + selectFrom(other)
                + condition().map(condition -> " WHERE " + condition).orElse("") + ") r";
    }

    /** Returns the first few of them in the order of their ids, or of those behind an id that is bound. */
    String page(boolean isFirst, int size) {
        String id = "darkroom_rows." + doors.quote(column(table.imageId()));
        return "(" + selectFrom(from) + " WHERE " + id + (isFirst ? " IS NOT NULL" : " > ?")
                + condition().map(condition -> " AND " + condition).orElse("") + " ORDER BY " + id + " LIMIT " + size
                + ") r";
    }

    private String selectFrom(String other) {
        List<String> needed = columns().stream().map(doors::quote).toList();
        return "SELECT " + String.join(", ", needed) + " FROM " + other + " darkroom_rows";
    }

    /** Returns the host's condition in brackets, which stand on a line of their own in case it ends with a comment. */
    private Optional<String> condition() {
        return table.when().map(condition -> "(" + condition + "\n)");
    }

    /** Returns the column by which rows are put in order. */
    String position() {
        return "r." + doors.quote(column(table.imageId()));
    }

    private String text(String column) {
        return doors.text("r." + doors.quote(column(column)));
    }

    String imageId() {
        String id = text(table.imageId());
        return table.imageIdPrefix().isEmpty() ? id : Doors.concat(doors.literal(table.imageIdPrefix()), id);
    }

    String key() {
        return Doors.concat(doors.literal(table.recipe() + "/"), imageId());
    }

    String location() {
        return text(table.location());
    }

    String owner() {
        return table.owner()
                .map(this::text)
                .map(owner -> "CASE WHEN " + doors.isFilled(owner) + " THEN " + owner + " END")
                .orElse("NULL");
    }

    private String context() {
        Map<String, String> texts = new LinkedHashMap<>();
        table.context().forEach((name, column) -> texts.put(name, text(column)));
        return texts.isEmpty() ? "'{}'" : doors.json(texts);
    }

    /** Says that a row has what a job needs. */
    String isImage() {
        return doors.isFilled(text(table.imageId())) + " AND " + doors.isFilled(location());
    }

    /** Says that a row has what a job needs, and nothing that is too long for one: a sweep names such a row in the log. */
    String canBeJob() {
        String fits = isImage() + " AND " + isAtMost(imageId(), KeptText.MAX_ID) + " AND "
                + isAtMost(key(), KeptText.MAX_KEY);
        return table.owner().isEmpty()
                ? fits
                : fits + " AND " + isAtMost("COALESCE(" + owner() + ", '')", KeptText.MAX_ID);
    }

    private static String isAtMost(String text, int longest) {
        return "CHAR_LENGTH(" + text + ") <= " + longest;
    }

    /** Says that a row can be a job, and meets the host's condition. */
    String matches() {
        return canBeJob() + condition().map(condition -> " AND " + condition).orElse("");
    }

    /** Returns the values of {@link #COLUMNS}. */
    String values(String now) {
        return String.join(
                ", ",
                doors.literal(table.recipe()),
                doors.literal(table.source()),
                location(),
                imageId(),
                owner(),
                table.kind().map(doors::literal).orElse("NULL"),
                key(),
                context(),
                Integer.toString(Jobs.number(table.priority())),
                "0",
                now);
    }

    /** Returns what a submission is read from: image id, location, owner and context. */
    List<String> parts() {
        return List.of(imageId(), location(), owner(), context());
    }
}
