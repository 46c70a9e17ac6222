// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A folder with sharp as npm installs it, and the program that drives it. */
final class SharpInstallation {
    private static final String PACKAGE = "sharp@0.35.x";
    private static final String PROGRAM = "sharp.mjs";
    private static final String MISSING =
            "--sharp needs node 20 or newer and its npm on the PATH (see https://nodejs.org), and a registry to install "
                    + PACKAGE + " from";

    private final Path folder;

    SharpInstallation(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Installs it unless that was done before, and returns what to start. */
    List<String> command() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (InputStream program = SharpInstallation.class.getResourceAsStream(PROGRAM)) {
            if (program == null) {
                throw new IllegalStateException(PROGRAM + " is not among the classes");
            }
            Files.copy(program, folder.resolve(PROGRAM), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(folder.resolve("node_modules/sharp"))) {
            install();
        }
        return List.of("node", folder.resolve(PROGRAM).toString());
    }

    private void install() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n", StandardCharsets.UTF_8);
        int exit;
        try {
            exit = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--loglevel=error", PACKAGE)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalArgumentException(MISSING, e);
        }
        if (exit != 0) {
            throw new IllegalArgumentException("npm ended with " + exit + "; " + MISSING);
        }
    }
}
