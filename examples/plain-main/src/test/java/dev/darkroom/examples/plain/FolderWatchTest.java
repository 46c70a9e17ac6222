// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    Path folder;

    @Test
    void a_file_that_grows_between_two_looks_has_not_settled() throws Exception {
        Path file = Files.writeString(folder.resolve("slow.jpg"), "a");
        try (FolderWatch watch = FolderWatch.of(folder, Duration.ofMillis(10))) {
            for (int i = 0; i < 5; i++) {
                assertThat(watch.next()).isEmpty();
                Files.writeString(file, "more", StandardOpenOption.APPEND);
            }
            assertThat(untilSettled(watch))
                    .extracting(FolderWatch.Settled::path)
                    .containsExactly(file);
        }
    }

    @Test
    void the_same_content_does_not_settle_twice() throws Exception {
        Path file = Files.writeString(folder.resolve("same.jpg"), "a");
        FileTime time = Files.getLastModifiedTime(file);
        try (FolderWatch watch = FolderWatch.of(folder, Duration.ofMillis(10))) {
            untilSettled(watch);
            Files.setLastModifiedTime(file, time);
            Files.writeString(folder.resolve("other.jpg"), "b");
            assertThat(untilSettled(watch))
                    .extracting(one -> one.path().getFileName())
                    .containsExactly(Path.of("other.jpg"));
        }
    }

    @Test
    void a_folder_that_goes_away_ends_the_watch() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (FolderWatch watch = FolderWatch.of(gone, Duration.ofSeconds(5))) {
            Files.delete(gone);
            assertThatThrownBy(watch::next).isInstanceOf(IOException.class).hasMessageContaining("gone");
        }
    }

    private static List<FolderWatch.Settled> untilSettled(FolderWatch watch) throws IOException, InterruptedException {
        for (int i = 0; i < 1000; i++) {
            List<FolderWatch.Settled> found = watch.next();
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new AssertionError("nothing settled");
    }
}
