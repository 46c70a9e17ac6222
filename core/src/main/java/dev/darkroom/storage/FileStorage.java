// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/*
 * How a put survives a crash at any moment: the bytes go to a file in the drafts' folder and are forced to the disk; a
 * rename puts them in place in one step; then the folder that has learned the new name is forced too, and before that
 * every folder that was made for it. What a crash leaves is a draft that nobody sees, swept when a storage is opened.
 *
 * find() reads the file to know its SHA-256. A sidecar file would be a second truth: it can't be renamed in the same
 * step as the file, so that a crash between the two makes a liar of one of them, and it doubles the files. Job rows keep
 * what put() returned, and find() is asked when they are in doubt, which is when a look at the bytes is wanted.
 */
/**
 * Keeps files in a folder, durably.
 *
 * <p>Keys become paths below it; a host may read the files in its own way, and serve them. Several JVMs may use one
 * folder. On a file system that ignores case, two keys that differ in case alone are one file; the keys of
 * {@link Layout} don't.
 */
public final class FileStorage implements Storage {
    private final Path root;
    private final Drafts drafts;

    private FileStorage(Path root, Drafts drafts) {
        this.root = root;
        this.drafts = drafts;
    }

    /** Opens a storage in a folder, which is made if it isn't there. */
    public static FileStorage at(Path root) throws IOException {
        try {
            return open(root);
        } catch (FileSystemException e) {
            throw new IOException("can't keep files in " + root + ": " + words(e), e);
        }
    }

    private static FileStorage open(Path root) throws IOException {
        Files.createDirectories(root);
        Path real = root.toRealPath();
        Drafts drafts = Drafts.in(real);
        drafts.sweep();
        return new FileStorage(real, drafts);
    }

    private static String words(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to write to " + e.getFile();
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getFile() + " is not a folder";
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public StoredFile put(StorageKey key, ImageContent content) throws IOException {
        Path target = target(key);
        Drafts.Draft draft = drafts.write(content);
        try {
            makeFolders(parent(target));
            refuseEscape(key, target);
            Files.move(draft.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFolders.force(parent(target));
        } catch (FileSystemException e) {
            throw new IOException("could not store " + key + ": " + e, e);
        } finally {
            Files.deleteIfExists(draft.file());
        }
        return new StoredFile(key, draft.size(), draft.sha256());
    }

    @Override
    public ImageContent get(StorageKey key) throws IOException {
        return ImageContent.of(existing(key).orElseThrow(() -> new NoSuchFileException(key.value())));
    }

    @Override
    public Optional<StoredFile> find(StorageKey key) throws IOException {
        try {
            Optional<Path> file = existing(key);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            Sha256 seen = Sha256.of(file.get());
            return Optional.of(new StoredFile(key, seen.size(), seen.hex()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean delete(StorageKey key) throws IOException {
        Optional<Path> file = existing(key);
        if (file.isEmpty() || !Files.deleteIfExists(file.get())) {
            return false;
        }
        DurableFolders.force(parent(file.get()));
        return true;
    }

    @Override
    public String toString() {
        return "files in " + root;
    }

    private Path target(StorageKey key) {
        return root.resolve(key.value());
    }

    /** Returns where a regular file of this key is; a link in its last place is none. */
    private Optional<Path> existing(StorageKey key) throws IOException {
        Path target = target(key);
        if (!isFile(target)) {
            return Optional.empty();
        }
        refuseEscape(key, target);
        return Optional.of(target);
    }

    /** Unlike {@code Files.isRegularFile}, it doesn't take a file that can't be looked at for none. */
    private static boolean isFile(Path target) throws IOException {
        try {
            return Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            if (Files.isRegularFile(parent(target))) {
                return false;
            }
            throw e;
        }
    }

    /** A link to a folder may lie on the way, but must not lead out of the root. */
    private void refuseEscape(StorageKey key, Path target) throws IOException {
        if (!parent(target).toRealPath().startsWith(root)) {
            throw new IOException("a link leads out of the storage: " + key);
        }
    }

    /** Checks on the way down, so that no folder is made behind a link that leads out. */
    private void makeFolders(Path folder) throws IOException {
        if (folder.equals(root)) {
            return;
        }
        makeFolders(parent(folder));
        DurableFolders.make(folder);
        if (!folder.toRealPath().startsWith(root)) {
            throw new IOException("a link leads out of the storage: " + root.relativize(folder));
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("a file in a storage has a folder");
        }
        return parent;
    }
}
