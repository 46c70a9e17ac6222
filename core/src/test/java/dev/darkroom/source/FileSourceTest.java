// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FileSourceTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private ImageSource rooted;

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.write(Files.createDirectories(root.resolve("sub")).resolve("cat.png"), new byte[] {1});
        outside = Files.write(folder.resolve("outside.png"), new byte[] {2});
        rooted = ImageSource.filesUnder(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/cat.png", "./sub/cat.png", "sub/../sub/cat.png", "../root/sub/cat.png"})
    void readsBelowTheRoot(String location) throws Exception {
        assertThat(read(location)).containsExactly(1);
    }

    @Test
    void readsAnAbsolutePathBelowTheRoot() throws Exception {
        assertThat(read(root.resolve("sub/cat.png").toString())).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.png", "sub/../../outside.png", "/etc/passwd", "../nothing-there", "../root2/a"})
    void readsNothingElse(String location) {
        assertThat(rejected(rooted, location).reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void followsNoLinkOut() throws IOException {
        Files.createSymbolicLink(root.resolve("file-link.png"), outside);
        Files.createSymbolicLink(root.resolve("folder-link"), folder);

        assertThat(rejected(rooted, "file-link.png").reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(rejected(rooted, "folder-link/outside.png").reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void followsALinkThatStaysInside() throws Exception {
        Files.createSymbolicLink(root.resolve("link.png"), root.resolve("sub/cat.png"));

        assertThat(read("link.png")).containsExactly(1);
    }

    @Test
    void theRootMayBeALinkItself() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);

        try (ImageContent content =
                ImageSource.filesUnder(link).fetch(ImageRef.file(link.resolve("sub/cat.png")), 10)) {
            assertThat(content.bytes()).containsExactly(1);
        }
    }

    @Test
    void aRootThatIsNotThereMayComeBack() {
        ImageSource unmounted = ImageSource.filesUnder(folder.resolve("disk"));

        assertThatThrownBy(() -> unmounted.fetch(ImageRef.of("file", "a.png"), 10))
                .isExactlyInstanceOf(IOException.class);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(rejected(rooted, "none.png"))
                .hasMessage("no such file: none.png")
                .extracting(ImageRejectedException::reason)
                .isEqualTo(Reason.MISSING);
        assertThat(rejected(rooted, "sub")).hasMessage("sub is a folder");
        assertThat(rejected(rooted, "sub/cat.png/x")).hasMessage("no such file: sub/cat.png/x");
    }

    @Test
    void saysTheNumbersOfAFileThatIsTooLarge() {
        ImageRejectedException e = catchThrowableOfType(
                ImageRejectedException.class, () -> rooted.fetch(ImageRef.of("file", "sub/cat.png"), 0));

        assertThat(e).hasMessage("sub/cat.png has 1 bytes, and the limit is 0");
    }

    @Test
    void readsNoDevice() {
        Path device = Path.of("/dev/zero");
        assumeFalse(Files.notExists(device), "this system has no " + device);

        assertThat(rejected(ImageSource.files(), device.toString()).reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void saysWhenItMayNotRead() {
        // Nothing is locked for the superuser, as whom builds run, so the file system's answer is made up.
        ImageSource locked = new FileSource(location -> {
            throw new AccessDeniedException(location);
        });

        assertThat(rejected(locked, "locked.png"))
                .hasMessage("not allowed to read locked.png")
                .extracting(ImageRejectedException::reason)
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void handsOutACopy() throws Exception {
        Path file = Files.write(root.resolve("long.png"), new byte[3 << 20]);

        try (ImageContent content = rooted.fetch(ImageRef.file(file), 4 << 20)) {
            Files.delete(file);
            assertThat(content.bytes()).hasSize(3 << 20);
        }
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> rooted.fetch(ImageRef.of("file", "sub/cat.png"), 10))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private byte[] read(String location) throws Exception {
        try (ImageContent content = rooted.fetch(ImageRef.of("file", location), 1000)) {
            return content.bytes();
        }
    }

    private static ImageRejectedException rejected(ImageSource source, String location) {
        return catchThrowableOfType(
                ImageRejectedException.class, () -> source.fetch(ImageRef.of("file", location), 1000));
    }
}
