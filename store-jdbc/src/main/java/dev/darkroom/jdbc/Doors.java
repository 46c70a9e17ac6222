// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/*
 * Every trigger of ours has a name with the hash of what it does at its end. So the same one is not made twice, however
 * often a host asks at its start; and one that does something else is made beside the old one before that is taken away.
 * For a moment both see a row, and the second finds the key of the first: nothing is missed, nothing is done twice.
 */
/** How one database writes what turns rows of the host's into jobs. */
abstract class Doors {
    /** What Java takes for blank, so that no row is written that could not be read. */
    static final String BLANKS = IntStream.rangeClosed(0, Character.MAX_VALUE)
            .filter(Character::isWhitespace)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

    final Names names;

    Doors(Names names) {
        this.names = names;
    }

    /** Returns a name as it is, whatever it means to the database otherwise. */
    abstract String quote(String name);

    /** Returns a text. */
    abstract String literal(String text);

    /** Returns any value as text, without what can't be kept in a job. */
    abstract String text(String value);

    /** Returns texts one after the other. */
    static String concat(String one, String other) {
        return "CONCAT(" + one + ", " + other + ")";
    }

    /** Says that a text is neither NULL nor blank. */
    abstract String isFilled(String text);

    /** Returns a JSON object of texts, by name, without those that are NULL. */
    abstract String json(Map<String, String> texts);

    /** Returns a key of a row so that it can be compared with the keys of jobs. */
    String comparable(String key) {
        return key;
    }

    /** Returns the place of our tables, quoted, since a trigger may look elsewhere. */
    abstract String home(Connection connection) throws SQLException;

    /** Returns the schema of a table, or where it would be if it is gone. */
    abstract String schema(Connection connection, HostTable table) throws SQLException;

    /** Looks up what else the statements of a trigger need to know. */
    abstract Site site(Connection connection, HostRows rows) throws SQLException;

    /** Returns the names of the triggers whose names begin like this, whatever they do. */
    abstract List<String> known(Connection connection, HostTable table, String stem) throws SQLException;

    /** Whether rows fire the trigger of this name. */
    abstract boolean fires(Connection connection, HostRows rows, String name) throws SQLException;

    /** Returns the statements that make a trigger. */
    abstract List<String> create(Site site, String name);

    /** Returns the statements that are carried out after those of {@link #create}, even if one of them failed. */
    List<String> afterwards() {
        return List.of();
    }

    /** Returns the statements that take a trigger away. */
    abstract List<String> drop(Connection connection, HostTable table, String name) throws SQLException;

    /** Fills in what the text of a trigger is made of, in one go: what is filled in may have places of its own. */
    final String fill(String template, Site site, Map<String, String> more) {
        Map<String, String> parts = new HashMap<>(site.notes());
        parts.put("job", site.home() + "." + names.table("job"));
        parts.put("queue", site.home() + "." + names.table("queue"));
        parts.put("now", names.fill("{now}"));
        parts.put("columns", HostRows.COLUMNS);
        parts.put("key", site.rows().key());
        parts.put("recipe", literal(site.rows().table().recipe()));
        parts.put("turn", Integer.toString(Jobs.turn(site.rows().table().priority())));
        parts.putAll(more);
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** Returns statements as a person would carry them out. */
    String script(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(Collectors.joining("\n"));
    }

    /**
     * What the statements of a trigger are made of.
     *
     * @param rows the rows that fire it
     * @param home the place of our tables
     * @param notes what only one database wants to know, by name
     */
    record Site(HostRows rows, String home, Map<String, String> notes) {}
}
