// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Decides where a file goes.
 *
 * <p>The same facts must always give the same key, so that a step that is repeated writes over its own file; and no two
 * files with different facts may share one. Those of the factories keep that for any text, however hostile: text that
 * is not plain already is made plain and gets a mark of its own. Safe to share between threads.
 */
@FunctionalInterface
public interface Layout {

    /** Returns the key for a file. */
    StorageKey place(Placement file);

    /** By the day the image was submitted: {@code bulk/2025-01-15/user_42/logo/7/original.jpg}. */
    static Layout byDate(String root) {
        KeyPath start = KeyPath.under(root);
        return file -> start.plain(
                        LocalDate.ofInstant(file.submitted(), ZoneOffset.UTC).toString())
                .part(file.owner().orElse(null))
                .part(file.kind().orElse(null))
                .part(file.imageId())
                .file(file);
    }

    /** By whom it belongs to and what it shows: {@code library/user_42/logo/img/7/thumbnail.jpg}. */
    static Layout byOwner(String root) {
        KeyPath start = KeyPath.under(root);
        return file -> start.part(file.owner().orElse(null))
                .part(file.kind().orElse(null))
                .plain("img")
                .part(file.imageId())
                .file(file);
    }

    /**
     * By the bytes, so that equal files are kept once: {@code originals/ab/cd/abcdef….jpg}. Whoever deletes a file has to
     * know that nobody else has the same.
     */
    static Layout byContent(String root) {
        KeyPath start = KeyPath.under(root);
        return file -> {
            String sha256 = file.sha256()
                    .orElseThrow(() -> new IllegalArgumentException("a place by content needs the SHA-256 of it"));
            return start.plain(sha256.substring(0, 2))
                    .plain(sha256.substring(2, 4))
                    .plain(sha256 + "." + file.extension())
                    .key();
        };
    }
}
