// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files.
 *
 * <p>It hands out a copy, since somebody may write to the file while the picture is worked on. What changes even while
 * it is copied, an upload under way for instance, is tried again later.
 */
final class FileSource implements ImageSource {
    /** Takes a location for the path it is. */
    static final Finder ANYWHERE = location -> Path.of(location).toRealPath();

    private final Finder finder;

    FileSource(Finder finder) {
        this.finder = finder;
    }

    /** Says which file a location means, links followed, or refuses it. */
    @FunctionalInterface
    interface Finder {
        Path find(String location) throws IOException;
    }

    @Override
    public String name() {
        return ImageRef.FILE;
    }

    @Override
    public ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException {
        String location = ref.location();
        try {
            return copy(finder.find(location), location, maxBytes);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (NoSuchFileException | NotDirectoryException | InvalidPathException e) {
            throw rejected(Reason.MISSING, "no such file: " + location, e);
        } catch (AccessDeniedException e) {
            throw rejected(Reason.FORBIDDEN, "not allowed to read " + location, e);
        } catch (FileSystemException e) {
            if (belowAFile(e)) {
                throw rejected(Reason.MISSING, "no such file: " + location, e);
            }
            throw e;
        }
    }

    /** Java has no exception of its own for a path that goes on after a file. */
    private static boolean belowAFile(FileSystemException e) {
        String file = e.getFile();
        for (Path path = file == null ? null : Path.of(file); path != null; path = path.getParent()) {
            if (Files.isRegularFile(path)) {
                return true;
            }
        }
        return false;
    }

    private static ImageContent copy(Path file, String location, long maxBytes) throws IOException {
        BasicFileAttributes before = attributes(file);
        if (before.isDirectory()) {
            throw new ImageRejectedException(Reason.MISSING, location + " is a folder");
        }
        if (!before.isRegularFile()) {
            // Reading a pipe or a device may never end.
            throw new ImageRejectedException(Reason.FORBIDDEN, location + " is not a regular file");
        }
        Sizes.check(location, before.size(), maxBytes);
        ImageContent content = read(file, location, maxBytes);
        if (content.size() != before.size() || !sameTime(before, attributes(file))) {
            content.close();
            throw new IOException(location + " changed while it was read");
        }
        return content;
    }

    private static ImageContent read(Path file, String location, long maxBytes) throws IOException {
        // The path has no links any more; one that has appeared since is somebody's trick. Files.newInputStream would
        // not hear an interrupt.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                InputStream in = Channels.newInputStream(channel)) {
            return ImageContent.copyOf(in, maxBytes);
        } catch (ImageRejectedException e) {
            throw rejected(Reason.TOO_LARGE, location + " grew over the limit of " + maxBytes + " bytes", e);
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean sameTime(BasicFileAttributes before, BasicFileAttributes after) {
        return before.lastModifiedTime().equals(after.lastModifiedTime());
    }

    private static InterruptedException interrupted(ClosedByInterruptException e) {
        // The channel leaves the mark on the thread, which the exception takes over.
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted while reading a file");
        interrupted.initCause(e);
        return interrupted;
    }

    private static ImageRejectedException rejected(Reason reason, String message, Exception cause) {
        return new ImageRejectedException(reason, message, cause);
    }
}
