// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs that tests start, to see them die. */
final class Children {
    private Children() {}

    static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A child knows no modules, whatever path the tests are on. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path");
        String classes = System.getProperty("java.class.path");
        return modules == null ? classes : classes + File.pathSeparator + modules;
    }

    /** Returns all that a process says until it ends. */
    static List<String> linesOf(Process process) throws IOException {
        return linesUntil(process, Integer.MAX_VALUE);
    }

    /** Returns what a process says until it has said so many lines; then it is killed, and the rest is read, too. */
    static List<String> linesUntil(Process process, int enough) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (lines.size() == enough) {
                    // By its handle, since the process itself would close the pipe, and what is still in it be lost.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        return lines;
    }
}
