// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;

/**
 * Files that are being written, in a folder that no key can name since it begins with a dot.
 *
 * <p>It lies in the storage's root and thus on its file system, so that a draft can be renamed into place.
 */
final class Drafts {
    /** A draft that nobody has written to for so long belongs to a process that died; writing one takes seconds. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private static final String FOLDER = ".tmp-darkroom";
    private static final String PREFIX = "draft-";

    private final Path folder;

    private Drafts(Path folder) {
        this.folder = folder;
    }

    /** A file whose bytes are on the disk, under a name that nobody knows yet. */
    record Draft(Path file, long size, String sha256) {}

    static Drafts in(Path root) throws IOException {
        Path folder = root.resolve(FOLDER);
        DurableFolders.make(folder);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("a link stands where drafts are kept: " + folder);
        }
        return new Drafts(folder);
    }

    Draft write(ImageContent content) throws IOException {
        Path file = newFile();
        boolean whole = false;
        try {
            Sha256 written = copy(content, file);
            if (written.size() != content.size()) {
                throw new IOException("the content has " + written.size() + " bytes instead of " + content.size());
            }
            whole = true;
            return new Draft(file, written.size(), written.hex());
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Deletes what dead processes have left, and leaves alone what a living one may be writing. */
    void sweep() throws IOException {
        FileTime now = now();
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path draft : drafts) {
                deleteIfAbandoned(draft, now);
            }
        }
    }

    private static void deleteIfAbandoned(Path draft, FileTime now) throws IOException {
        try {
            FileTime written = Files.getLastModifiedTime(draft, LinkOption.NOFOLLOW_LINKS);
            if (written.toInstant().isBefore(now.toInstant().minus(ABANDONED_AFTER))) {
                Files.deleteIfExists(draft);
            }
        } catch (NoSuchFileException e) {
            // Somebody else has finished or swept it: nothing is left to do.
            return;
        }
    }

    /** Asks the file system for its own time: it may be another machine's, with another clock. */
    private FileTime now() throws IOException {
        Path probe = newFile();
        try {
            return Files.getLastModifiedTime(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Not {@code createTempFile}, whose files only their owner may read: the host's web server may be somebody else. */
    private Path newFile() throws IOException {
        return Files.createFile(folder.resolve(PREFIX + UUID.randomUUID()));
    }

    static Sha256 copy(ImageContent content, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                InputStream in = content.open();
                OutputStream out = Channels.newOutputStream(channel)) {
            Sha256 written = Sha256.copy(in, out);
            channel.force(true);
            return written;
        }
    }
}
