// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.image.ImageRef;
import dev.darkroom.text.KeptText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What Dropbox says of a file in a watched folder. */
public final class DropboxFile {
    private final JsonNode entry;

    DropboxFile(JsonNode entry) {
        this.entry = entry;
    }

    /** Returns the file's own id, {@code id:…}, which it keeps when it is renamed, moved or changed. */
    public String id() {
        return text("id");
    }

    /** Returns the name, without folders. */
    public String name() {
        return text("name");
    }

    /** Returns the path as people see it; one that lies in no folder of this account has only its name. */
    public String path() {
        String shown = text("path_display");
        return shown.isEmpty() ? name() : shown;
    }

    /** Returns the id of this state of the file. */
    public String rev() {
        return text("rev");
    }

    /** Returns the number of bytes. */
    public long size() {
        return entry.path("size").asLong(0);
    }

    /** Returns Dropbox's own hash of the bytes. */
    public Optional<String> contentHash() {
        return Optional.of(text("content_hash")).filter(hash -> !hash.isEmpty());
    }

    /** Returns when Dropbox got this state. */
    public Optional<Instant> modified() {
        try {
            return Optional.of(Instant.parse(text("server_modified")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Refers to the file in just this state, so that a retry finds the same bytes. */
    public ImageRef ref() {
        return ImageRef.of(DropboxSource.NAME, rev().isEmpty() ? id() : "rev:" + rev());
    }

    boolean isWhole() {
        return !id().isBlank() && !name().isBlank();
    }

    boolean hasBytes() {
        return entry.path("is_downloadable").asBoolean(true);
    }

    /** What follows the last dot, in lower case. */
    String extension() {
        int dot = name().lastIndexOf('.');
        return dot < 0 ? "" : name().substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return path() + " (" + id() + ", rev " + rev() + ")";
    }

    private String text(String member) {
        return KeptText.mended(entry.path(member).asText(""));
    }
}
