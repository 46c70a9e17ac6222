// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.album;

import dev.darkroom.image.ImageRef;
import dev.darkroom.source.ImageSource;
import dev.darkroom.testkit.ImageSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class AlbumSourceTest extends ImageSourceContract {
    @TempDir
    private Path folder;

    @Override
    protected ImageSource source() {
        return new AlbumSource(folder);
    }

    @Override
    protected ImageRef place(byte[] bytes) throws Exception {
        Files.write(folder.resolve("cat.png"), bytes);
        return ImageRef.of(AlbumSource.NAME, "cat.png");
    }

    @Override
    protected ImageRef missing() {
        return ImageRef.of(AlbumSource.NAME, "none.png");
    }
}
