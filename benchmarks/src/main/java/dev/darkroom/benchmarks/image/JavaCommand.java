// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start a JVM of the same kind and with the same class path as this one. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Class<?> main, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel="
                        + System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
