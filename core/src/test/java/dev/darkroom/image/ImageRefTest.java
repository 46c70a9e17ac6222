// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageRefTest {
    @Test
    void aFileIsFoundFromAnotherFolderToo() {
        ImageRef ref = ImageRef.file("some/../cat.jpg");

        assertThat(ref.source()).isEqualTo("file");
        assertThat(Path.of(ref.location()))
                .isAbsolute()
                .isEqualTo(Path.of("cat.jpg").toAbsolutePath());
        assertThat(ImageRef.file(Path.of("cat.jpg"))).isEqualTo(ref);
    }

    @Test
    void saysWhereItIs() {
        assertThat(ImageRef.url(URI.create("https://example.org/a%20cat.jpg")))
                .isEqualTo(ImageRef.url("https://example.org/a%20cat.jpg"))
                .hasToString("url:https://example.org/a%20cat.jpg");
        assertThat(ImageRef.stored("bulk/cat.jpg")).hasToString("stored:bulk/cat.jpg");
        assertThat(ImageRef.of("album", "9/cat")).hasToString("album:9/cat");
    }

    @Test
    void tellsNoSecretsOfAnAddress() {
        assertThat(ImageRef.url("https://user:pw@example.org/a/cat.jpg?sig=secret#x"))
                .hasToString("url:https://example.org/a/cat.jpg");
        assertThat(ImageRef.url("https://example.org?sig=secret")).hasToString("url:https://example.org");
        assertThat(ImageRef.of("file", "/a/what?.jpg")).hasToString("file:/a/what?.jpg");
    }

    @Test
    void saysWhatNoDatabaseKeeps() {
        assertThatThrownBy(() -> ImageRef.of("album", "a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("location");
        assertThatThrownBy(() -> ImageRef.of("a\uDC08b", "cat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source");
        assertThat(ImageRef.url("https://example.org/\uD83D\uDC08.jpg").location())
                .contains("\uD83D\uDC08");
    }

    @Test
    void needsBothParts() {
        assertThatThrownBy(() -> ImageRef.of(" ", "cat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source");
        assertThatThrownBy(() -> ImageRef.url(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'url'");
    }
}
