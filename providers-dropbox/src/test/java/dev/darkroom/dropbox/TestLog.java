// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all tests of this JVM have logged so far, at every level. */
final class TestLog {
    private TestLog() {}

    static String text() throws IOException {
        return Files.readString(Path.of("target", "tests.log"));
    }
}
