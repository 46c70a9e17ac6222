// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.image.ImageRef;
import dev.darkroom.source.ImageSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    private Path folder;

    private abstract class Placed extends ImageSourceContract {
        @Override
        protected ImageRef place(byte[] bytes) throws Exception {
            return ImageRef.file(Files.write(folder.resolve("cat.png"), bytes));
        }

        @Override
        protected ImageRef missing() {
            return ImageRef.file(folder.resolve("none.png"));
        }
    }

    @Nested
    class Anywhere extends Placed {
        @Override
        protected ImageSource source() {
            return ImageSource.files();
        }
    }

    @Nested
    class Rooted extends Placed {
        @Override
        protected ImageSource source() {
            return ImageSource.filesUnder(folder);
        }
    }
}
