// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import dev.darkroom.text.KeptText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how far somebody has come in a list that is kept elsewhere, such as the changes of a watched folder.
 *
 * <p>A bookmark is as durable as the jobs beside it. It is moved only by who knows where it is, so that of several nodes
 * that read one list none puts it back: who is refused reads it again and goes on from there.
 *
 * <pre>{@code
 * Optional<String> place = bookmarks.find("photos");
 * Page page = list.after(place.orElse(null));
 * darkroom.submit(page.pictures());
 * bookmarks.move("photos", place.orElse(null), page.next());
 * }</pre>
 *
 * <p>Names and places are kept as they are; a text that is blank, too long or can't be kept by every store is refused.
 * Safe to share between threads and nodes. What {@code BookmarksContract} of the testkit checks is promised by all stores.
 */
public interface Bookmarks {
    /** The longest place. */
    int MAX_PLACE = 100_000;

    /** Finds where a bookmark is. */
    Optional<String> find(String name);

    /**
     * Moves a bookmark if it is still where it was.
     *
     * @param name at most {@value KeptText#MAX_KEY} characters
     * @param from where the caller found it, or null if it wasn't there
     * @param to where it belongs now, at most {@value #MAX_PLACE} characters
     * @return whether it was moved
     */
    boolean move(String name, @Nullable String from, String to);

    /**
     * Takes a bookmark away if it is still where it was.
     *
     * @return whether it was taken away
     */
    boolean remove(String name, String from);

    /** Refuses a name that not every store can keep: for stores. */
    static String checkedName(String name) {
        return checked("name", name, KeptText.MAX_KEY);
    }

    /** Refuses a place that not every store can keep: for stores. */
    static String checkedPlace(String place) {
        return checked("place", place, MAX_PLACE);
    }

    private static String checked(String what, String text, int longest) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + what + " of a bookmark can't be blank");
        }
        return KeptText.check(what + " of a bookmark", text, longest);
    }
}
