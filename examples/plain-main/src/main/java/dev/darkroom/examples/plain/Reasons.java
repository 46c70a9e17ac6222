// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what Java says of files only by the type of an exception. */
final class Reasons {
    private Reasons() {}

    static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "there is a file, not a folder";
        }
        String words = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return words == null ? e.getClass().getSimpleName() : words;
    }
}
