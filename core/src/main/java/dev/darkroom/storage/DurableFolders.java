// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes what a folder lists survive a power cut. */
final class DurableFolders {
    /** Windows can't open a folder, and writes its changes by itself. */
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private DurableFolders() {}

    static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        Path parent = folder.getParent();
        if (parent != null) {
            force(parent);
        }
    }

    static void force(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
