// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a folder's list.
 *
 * @param changes what there is, in order; folders, and what nobody knows, are left out
 * @param cursor where the next page begins
 * @param more whether there is a next page now; this one may be empty all the same
 */
record Page(List<Change> changes, String cursor, boolean more) {

    /** Something in the folder that came or went: a file, or the path of what is gone with all that was below it. */
    record Change(Optional<DropboxFile> file, String path) {}

    static Page of(JsonNode answer) throws IOException {
        String cursor = answer.path("cursor").asText("");
        if (cursor.isBlank()) {
            throw new IOException("Dropbox listed a folder without saying where the list goes on");
        }
        List<Change> changes = new ArrayList<>();
        answer.path("entries").forEach(entry -> change(entry).ifPresent(changes::add));
        return new Page(List.copyOf(changes), cursor, answer.path("has_more").asBoolean(false));
    }

    private static Optional<Change> change(JsonNode entry) {
        DropboxFile file = new DropboxFile(entry);
        return switch (Tags.of(entry)) {
            case "file" -> file.isWhole() ? Optional.of(new Change(Optional.of(file), file.path())) : Optional.empty();
            case "deleted" -> Optional.of(new Change(Optional.empty(), file.path()));
            default -> Optional.empty();
        };
    }
}
