// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileStorageTest {
    private static final StorageKey KEY = StorageKey.of("a/b/cat.jpg");
    private static final ImageContent CAT = ImageContent.of(new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    private Path root;
    private Storage storage;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("media");
        storage = FileStorage.at(root);
    }

    @Test
    void aKeyIsThePathBelowTheRoot() throws IOException {
        storage.put(KEY, CAT);

        assertThat(root.resolve("a/b/cat.jpg")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void anotherStorageSeesWhatThisOneStored() throws IOException {
        StoredFile put = storage.put(KEY, CAT);

        assertThat(FileStorage.at(root).find(KEY)).contains(put);
    }

    @Test
    void aPutThatBreaksOffLeavesNoDraft() throws IOException {
        Path file = Files.write(folder.resolve("shrinking"), new byte[1000]);
        ImageContent content = ImageContent.of(file);
        Files.write(file, new byte[500]);

        assertThatThrownBy(() -> storage.put(KEY, content)).isInstanceOf(IOException.class);
        Files.delete(file);
        assertThatThrownBy(() -> storage.put(KEY, content)).isInstanceOf(IOException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void whatACrashLeavesIsSweptAndWhatIsBeingWrittenIsNot() throws IOException {
        Path drafts = root.resolve(".tmp-darkroom");
        Path dead = Files.write(drafts.resolve("draft-dead"), new byte[10]);
        Path alive = Files.write(drafts.resolve("draft-alive"), new byte[10]);
        Path foreign = Files.write(drafts.resolve("notes"), new byte[10]);
        Instant now = Files.getLastModifiedTime(alive).toInstant();
        Files.setLastModifiedTime(dead, FileTime.from(now.minus(Duration.ofHours(2))));
        Files.setLastModifiedTime(foreign, FileTime.from(now.minus(Duration.ofDays(2))));

        FileStorage.at(root);

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(foreign).exists();
    }

    @Test
    void noKeyCanNameADraft() {
        assertThatThrownBy(() -> StorageKey.of(".tmp-darkroom/draft-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noLinkLeadsOut() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectory(outside.resolve("b"));
        Path secret = Files.write(outside.resolve("b/cat.jpg"), new byte[] {9});
        Files.createSymbolicLink(root.resolve("a"), outside);
        StorageKey deeper = StorageKey.of("a/new/cat.jpg");

        assertThatThrownBy(() -> storage.get(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.find(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.delete(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.put(KEY, CAT)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.put(deeper, CAT)).isInstanceOf(IOException.class);

        assertThat(secret).hasBinaryContent(new byte[] {9});
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @Test
    void aLinkInPlaceOfAFileIsNoneAndIsReplaced() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), new byte[] {9});
        StorageKey key = StorageKey.of("cat.jpg");
        Files.createSymbolicLink(root.resolve("cat.jpg"), secret);

        assertThat(storage.find(key)).isEmpty();
        assertThatThrownBy(() -> storage.get(key)).isInstanceOf(NoSuchFileException.class);
        storage.put(key, CAT);

        assertThat(secret).hasBinaryContent(new byte[] {9});
        assertThat(storage.get(key).bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void aFileIsNoFolderAndAFolderIsNoFile() throws IOException {
        storage.put(KEY, CAT);
        StorageKey below = StorageKey.of("a/b/cat.jpg/x");
        StorageKey above = StorageKey.of("a/b");

        assertThat(storage.find(below)).isEmpty();
        assertThat(storage.find(above)).isEmpty();
        assertThatThrownBy(() -> storage.put(below, CAT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a/b/cat.jpg/x");
        assertThatThrownBy(() -> storage.put(above, CAT)).isInstanceOf(IOException.class);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aFileMayBeReadByWhoeverTheHostLets() throws IOException {
        storage.put(KEY, CAT);
        Path plain = Files.createFile(folder.resolve("plain"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a/b/cat.jpg"))))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    @Test
    void saysWhenTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        assumeFalse(Files.notExists(full), "this system has no " + full);

        assertThatThrownBy(() -> Drafts.copy(CAT, full))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("space");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
