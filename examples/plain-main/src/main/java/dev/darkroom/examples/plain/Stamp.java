// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells one content of a file from another without reading it.
 *
 * @param path where it is
 * @param size its length
 * @param modified when it was written, as exactly as the file system knows
 */
record Stamp(String path, long size, String modified) {
    /** That of what is no file. */
    static final Stamp NONE = new Stamp("", -1, "");

    static Stamp of(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.isRegularFile()
                    ? new Stamp(
                            file.toAbsolutePath().normalize().toString(),
                            now.size(),
                            now.lastModifiedTime().toString())
                    : NONE;
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    @Override
    public String toString() {
        return path + " " + size + " " + modified;
    }
}
