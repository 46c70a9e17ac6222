// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.image.ImageContent;
import dev.darkroom.storage.Storage;
import dev.darkroom.storage.StorageKey;
import dev.darkroom.storage.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Storage} promises. */
@Timeout(60)
public abstract class StorageContract {
    private static final StorageKey KEY = StorageKey.of("library/user_42/logo/img/7/thumbnail.jpg");
    private static final int LONG = 3 << 20;

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    protected Path scratch;

    @SuppressWarnings("NullAway") // set before each test
    private Storage storage;

    /** For subclasses. */
    protected StorageContract() {}

    /** Returns a storage with nothing in it. */
    protected abstract Storage newStorage() throws Exception;

    @BeforeEach
    public final void open() throws Exception {
        storage = newStorage();
    }

    @Test
    public void whatWasPutIsReadBack() throws Exception {
        StoredFile put = storage.put(KEY, content("cat"));

        assertThat(put.key()).isEqualTo(KEY);
        assertThat(put.size()).isEqualTo(3);
        assertThat(put.sha256()).isEqualTo(content("cat").sha256());
        assertThat(read(KEY)).isEqualTo("cat");
        assertThat(storage.find(KEY)).contains(put);
    }

    @Test
    public void nothingIsFoundWhereNothingWasPut() throws Exception {
        assertThat(storage.find(KEY)).isEmpty();
        assertThat(storage.delete(KEY)).isFalse();
        assertThatThrownBy(() -> storage.get(KEY)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    public void puttingAgainReplaces() throws Exception {
        storage.put(KEY, content("a long first text"));
        StoredFile second = storage.put(KEY, content("cat"));

        assertThat(read(KEY)).isEqualTo("cat");
        assertThat(storage.find(KEY)).contains(second);
    }

    @Test
    public void whatIsDeletedIsGone() throws Exception {
        storage.put(KEY, content("cat"));

        assertThat(storage.delete(KEY)).isTrue();
        assertThat(storage.delete(KEY)).isFalse();
        assertThat(storage.find(KEY)).isEmpty();
    }

    @Test
    public void keysAreApart() throws Exception {
        storage.put(StorageKey.of("a/b.jpg"), content("1"));
        storage.put(StorageKey.of("a-b.jpg"), content("2"));
        storage.put(StorageKey.of("b.jpg"), content("3"));

        assertThat(read(StorageKey.of("a/b.jpg"))).isEqualTo("1");
        assertThat(read(StorageKey.of("a-b.jpg"))).isEqualTo("2");
        assertThat(read(StorageKey.of("b.jpg"))).isEqualTo("3");
    }

    @Test
    public void keepsEmptyAndLongFiles() throws Exception {
        byte[] bytes = new byte[LONG];
        bytes[LONG - 1] = 7;

        storage.put(KEY, ImageContent.of(bytes));
        assertThat(storage.get(KEY).bytes()).isEqualTo(bytes);

        storage.put(KEY, ImageContent.of(new byte[0]));
        assertThat(storage.get(KEY).size()).isZero();
    }

    @Test
    public void keepsItsOwnCopy() throws Exception {
        byte[] bytes = "cat".getBytes(StandardCharsets.UTF_8);
        storage.put(KEY, ImageContent.of(bytes));
        bytes[0] = 'b';

        assertThat(read(KEY)).isEqualTo("cat");
    }

    @Test
    public void aPutThatBreaksOffLeavesNothing() throws Exception {
        assertThatThrownBy(() -> storage.put(KEY, broken())).isInstanceOf(IOException.class);

        assertThat(storage.find(KEY)).isEmpty();
    }

    @Test
    public void aPutThatBreaksOffLeavesWhatWasThere() throws Exception {
        StoredFile first = storage.put(KEY, content("cat"));

        assertThatThrownBy(() -> storage.put(KEY, broken())).isInstanceOf(IOException.class);

        assertThat(storage.find(KEY)).contains(first);
        assertThat(read(KEY)).isEqualTo("cat");
    }

    @Test
    public void readersSeeAFileWholeWhileItIsReplaced() throws Exception {
        storage.put(KEY, filled(0));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 1; i <= 24; i++) {
                byte fill = (byte) i;
                all.add(threads.submit(() -> storage.put(KEY, filled(fill)).size() == LONG));
                all.add(threads.submit((Callable<Boolean>) this::seenWhole));
            }
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(seenWhole()).isTrue();
    }

    private boolean seenWhole() throws IOException {
        byte[] bytes;
        try (ImageContent content = storage.get(KEY)) {
            bytes = content.bytes();
        }
        for (byte each : bytes) {
            if (each != bytes[0]) {
                return false;
            }
        }
        return bytes.length == LONG;
    }

    private String read(StorageKey key) throws IOException {
        try (ImageContent content = storage.get(key)) {
            return new String(content.bytes(), StandardCharsets.UTF_8);
        }
    }

    /** Stands for a file that has become shorter, so that the bytes end before they should. */
    private ImageContent broken() throws IOException {
        Path file = Files.write(scratch.resolve("broken"), new byte[1000]);
        ImageContent content = ImageContent.of(file);
        Files.write(file, new byte[500]);
        return content;
    }

    private static ImageContent filled(int value) {
        byte[] bytes = new byte[LONG];
        Arrays.fill(bytes, (byte) value);
        return ImageContent.of(bytes);
    }

    private static ImageContent content(String text) {
        return ImageContent.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
