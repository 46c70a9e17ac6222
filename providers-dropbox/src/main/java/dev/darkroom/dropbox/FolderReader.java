// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.job.Bookmarks;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the list of a folder from where the bookmark is to its end, and moves the bookmark after each page.
 *
 * <p>What a page says is done before the bookmark moves, so a crash repeats a page and leaves out none. Of several readers
 * one moves it; the others go on from where it is then.
 */
final class FolderReader {
    private static final Logger log = LoggerFactory.getLogger(FolderReader.class);
    private static final int ENTRIES = 500;

    private final DropboxApi api;
    private final Bookmarks bookmarks;
    private final String bookmark;
    private final String folder;
    private final boolean subfolders;
    private final Gate gate;

    FolderReader(DropboxApi api, Bookmarks bookmarks, String bookmark, String folder, boolean subfolders, Gate gate) {
        this.api = api;
        this.bookmarks = bookmarks;
        this.bookmark = bookmark;
        this.folder = folder;
        this.subfolders = subfolders;
        this.gate = gate;
    }

    /** Returns where the list goes on, if it was begun. */
    Optional<String> place() throws InterruptedException {
        return gate.pass(() -> bookmarks.find(bookmark));
    }

    /** Forgets where the list goes on, if that is still there: it is read from its beginning next. */
    void forget(String place) throws InterruptedException {
        gate.pass(() -> bookmarks.remove(bookmark, place));
    }

    /** Reads to the end; returns the sum of what was done with the pages. */
    int read(ToIntFunction<Page> desk) throws IOException, InterruptedException {
        int done = 0;
        boolean resetBefore = false;
        while (true) {
            Optional<String> place = place();
            Optional<Page> page = place.isPresent() ? after(place.get(), resetBefore) : Optional.of(first());
            if (page.isEmpty()) {
                resetBefore = true;
                continue;
            }
            Page read = page.get();
            Applied applied = gate.pass(() -> apply(read, place.orElse(null), desk));
            done += applied.done();
            if (applied.isLast()) {
                return done;
            }
        }
    }

    private record Applied(int done, boolean isLast) {}

    private Applied apply(Page page, @Nullable String place, ToIntFunction<Page> desk) {
        int done = desk.applyAsInt(page);
        boolean moved = bookmarks.move(bookmark, place, page.cursor());
        return new Applied(done, moved && !page.more());
    }

    private Page first() throws IOException, InterruptedException {
        ObjectNode argument = Json.object()
                .put("path", folder)
                .put("recursive", subfolders)
                .put("include_non_downloadable_files", false)
                .put("limit", ENTRIES);
        return Page.of(api.call("files/list_folder", argument));
    }

    /** Returns the next page, or nothing if Dropbox wants the list to be read from its beginning. */
    private Optional<Page> after(String place, boolean resetBefore) throws IOException, InterruptedException {
        try {
            return Optional.of(
                    Page.of(api.call("files/list_folder/continue", Json.object().put("cursor", place))));
        } catch (ConflictException e) {
            // A folder that is gone takes its cursors along: when it comes back, its list is another one.
            boolean isWorthless = e.kind().equals("reset") || e.kind().equals("path");
            if (isWorthless) {
                forget(place);
            }
            if (!e.kind().equals("reset") || resetBefore) {
                throw e;
            }
            log.info("Dropbox wants the folder '{}' to be listed anew; what is known is not done again", folder);
            return Optional.empty();
        }
    }
}
