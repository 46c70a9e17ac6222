// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A JVM that has a child at work on a picture that never ends, until it is killed itself. */
final class ParentMain {
    private ParentMain() {}

    record Started(Process process, ProcessHandle child) {}

    /** Starts one, and returns when its child is there. It knows no modules, whatever path the tests are on. */
    static Started start() throws IOException {
        String modules = System.getProperty("jdk.module.path");
        String classes = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        modules == null
                                ? classes
                                : IsolatedEngineTest.testClasses()
                                        + File.pathSeparator
                                        + modules
                                        + File.pathSeparator
                                        + classes,
                        ParentMain.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(String.valueOf(said.readLine())));
            return new Started(process, child.orElseThrow());
        }
    }

    public static void main(String[] arguments) throws IOException {
        ImageEngine engine = ImageEngine.isolated(IsolatedEngineTest.settings().build());
        engine.writes();
        ProcessHandle child = ProcessHandle.current().children().findFirst().orElseThrow();
        System.out.println(child.pid());
        engine.render(Troublemaker.HANG, RenderRequest.sample(8));
    }
}
