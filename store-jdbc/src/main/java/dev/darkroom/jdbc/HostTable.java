// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Priority;
import dev.darkroom.text.KeptText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of the host's whose rows are images, and which of its columns say what: for {@link Triggers} and {@link Sweep}.
 *
 * <pre>{@code
 * HostTable uploads = HostTable.named("uploads")
 *         .recipe("photo")
 *         .location(ImageRef.URL, "link")
 *         .owner("user_id")
 *         .context("title")
 *         .when("mime LIKE 'image/%'");
 * }</pre>
 *
 * <p>A row becomes the same job, with the same key, as a submission to the recipe with that image id. A row without an
 * image id or a location (NULL, or nothing but blanks) is passed over; a blank owner is none, and an empty column of the
 * context is left out. The table, its columns and the condition are part of SQL: they are the programmer's to write, and
 * must never come from a user.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class HostTable {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]{0,62}");
    private static final Pattern TABLE = Pattern.compile("(" + NAME + "\\.)?" + NAME);

    private final Draft settings;

    private HostTable(Draft settings) {
        this.settings = settings;
    }

    /** What was set; changed only between a copy's making and its first use. */
    private static final class Draft {
        private final String rows;
        private final boolean isQuery;
        private @Nullable String recipe;
        private @Nullable String source;
        private @Nullable String location;
        private String imageId = "id";
        private String imageIdPrefix = "";
        private @Nullable String owner;
        private @Nullable String kind;
        private @Nullable String when;
        private Map<String, String> context = Map.of();
        private Priority priority = Priority.NORMAL;

        Draft(String rows, boolean isQuery) {
            this.rows = rows;
            this.isQuery = isQuery;
        }

        Draft(Draft other) {
            this(other.rows, other.isQuery);
            recipe = other.recipe;
            source = other.source;
            location = other.location;
            imageId = other.imageId;
            imageIdPrefix = other.imageIdPrefix;
            owner = other.owner;
            kind = other.kind;
            when = other.when;
            context = other.context;
            priority = other.priority;
        }

        List<@Nullable Object> parts() {
            return Arrays.asList(
                    rows,
                    isQuery,
                    recipe,
                    source,
                    location,
                    imageId,
                    imageIdPrefix,
                    owner,
                    kind,
                    when,
                    new ArrayList<>(context.entrySet()),
                    priority);
        }
    }

    /** The table, or view, of this name, with its schema if the database does not look there first. */
    public static HostTable named(String table) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "a table's name is made of letters, digits and '_', with its schema and a"
                            + " '.' before it if need be; not '" + table + "'");
        }
        return new HostTable(new Draft(table, false));
    }

    /** The rows of a query of the host's, such as a join. It can be swept, but has no triggers. */
    public static HostTable query(String select) {
        return new HostTable(new Draft(notBlank("query", select), true));
    }

    /** The same, with the recipe that the images go through. */
    public HostTable recipe(String recipe) {
        name("recipe", recipe);
        return with(draft -> draft.recipe = recipe);
    }

    /**
     * The same, with where the images are.
     *
     * @param source the name of the source that understands the locations, such as {@link ImageRef#URL}
     * @param column the column that has the location
     */
    public HostTable location(String source, String column) {
        name("source", source);
        column(column);
        return with(draft -> {
            draft.source = source;
            draft.location = column;
        });
    }

    /** The same, with the column of the host's own id of an image; without a word from the host it is {@code id}. */
    public HostTable imageId(String column) {
        column(column);
        return with(draft -> draft.imageId = column);
    }

    /**
     * The same, with what stands before the id of each row in the image id. Two tables whose rows are numbered alike and
     * go through one recipe need it: row 7 of the one would be the image 7 of the other.
     */
    public HostTable imageIdPrefix(String prefix) {
        return with(draft -> draft.imageIdPrefix = prefix);
    }

    /** The same, with the column that says for whom an image is processed. */
    public HostTable owner(String column) {
        column(column);
        return with(draft -> draft.owner = column);
    }

    /** The same, with what the pictures of this table are to the host, such as {@code logo}. */
    public HostTable kind(String kind) {
        name("kind", kind);
        return with(draft -> draft.kind = kind);
    }

    /** The same, with a column whose text the host wants to see again, under the column's name. */
    public HostTable context(String column) {
        return context(column, column);
    }

    /** The same, with a column whose text the host wants to see again, under a name. */
    public HostTable context(String name, String column) {
        notBlank("name of a context entry", name);
        column(column);
        Map<String, String> more = new LinkedHashMap<>(settings.context);
        more.put(name, column);
        return with(draft -> draft.context = Collections.unmodifiableMap(more));
    }

    /**
     * The same, for those rows only that meet a condition, in the words of the host's database: {@code mime LIKE
     * 'image/%'}. Columns stand in it by their bare names.
     */
    public HostTable when(String condition) {
        notBlank("condition", condition);
        return with(draft -> draft.when = condition);
    }

    /** The same, with a place in the queue. */
    public HostTable priority(Priority priority) {
        return with(draft -> draft.priority = priority);
    }

    /** Whether the rows are those of a query. */
    boolean isQuery() {
        return settings.isQuery;
    }

    /** Returns the table's name or the query. */
    String rows() {
        return settings.rows;
    }

    /** Returns the schema that stands before the table's name. */
    Optional<String> schema() {
        int point = settings.isQuery ? -1 : settings.rows.indexOf('.');
        return point < 0 ? Optional.empty() : Optional.of(settings.rows.substring(0, point));
    }

    String recipe() {
        return set("recipe(…)", settings.recipe);
    }

    String source() {
        return set("location(…)", settings.source);
    }

    String location() {
        return set("location(…)", settings.location);
    }

    String imageId() {
        return settings.imageId;
    }

    String imageIdPrefix() {
        return settings.imageIdPrefix;
    }

    Optional<String> owner() {
        return Optional.ofNullable(settings.owner);
    }

    Optional<String> kind() {
        return Optional.ofNullable(settings.kind);
    }

    Optional<String> when() {
        return Optional.ofNullable(settings.when);
    }

    Map<String, String> context() {
        return settings.context;
    }

    Priority priority() {
        return settings.priority;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostTable that && settings.parts().equals(that.settings.parts());
    }

    @Override
    public int hashCode() {
        return settings.parts().hashCode();
    }

    @Override
    public String toString() {
        return (settings.isQuery ? "the rows of the host's query" : "the rows of '" + settings.rows + "'")
                + " for recipe '" + settings.recipe + "'";
    }

    private HostTable with(Consumer<Draft> change) {
        Draft copy = new Draft(settings);
        change.accept(copy);
        return new HostTable(copy);
    }

    private String set(String method, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(this + " need a word more: add ." + method);
        }
        return value;
    }

    private static void column(String column) {
        if (!NAME.matcher(column).matches()) {
            throw new IllegalArgumentException(
                    "a column's name is made of letters, digits and '_'; not '" + column + "'");
        }
    }

    private static void name(String what, String text) {
        KeptText.check(what + " of a host table", notBlank(what, text), KeptText.MAX_NAME);
    }

    private static String notBlank(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + what + " of a host table can't be blank");
        }
        return text;
    }
}
