// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/*
 * A child gets no more of its parent than it needs: neither the environment, where keys are, nor the logging, which
 * would write into the same files, nor options that are meant for the parent, such as a debugger's port. It works in the
 * folder for temporary files, where a crash leaves its report.
 */
/** How a child JVM is started. */
final class ChildCommand {
    private static final Set<String> KEPT = Set.of(
            "PATH",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "HOME",
            "USERPROFILE",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "TMP",
            "TEMP",
            "SYSTEMROOT",
            "WINDIR");

    private final Isolation settings;

    ChildCommand(Isolation settings) {
        this.settings = settings;
    }

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(new File(temporary()));
        builder.environment().keySet().removeIf(name -> !KEPT.contains(name.toUpperCase(Locale.ROOT)));
        return builder.start();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + settings.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary(),
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider"));
        command.addAll(settings.options());
        command.addAll(classes());
        return command;
    }

    private static String temporary() {
        return System.getProperty("java.io.tmpdir");
    }

    private List<String> classes() {
        String classPath = settings.classPath().isEmpty()
                ? absolute(System.getProperty("java.class.path", ""))
                : joined(settings.classPath());
        Module module = ChildMain.class.getModule();
        String modulePath = System.getProperty("jdk.module.path");
        if (!module.isNamed() || modulePath == null || !settings.classPath().isEmpty()) {
            return List.of("-cp", classPath, ChildMain.class.getName());
        }
        List<String> modular = new ArrayList<>(List.of("-p", absolute(modulePath), "-cp", classPath));
        settings.maker()
                .map(Class::getModule)
                .filter(Module::isNamed)
                .ifPresent(its -> modular.addAll(List.of("--add-modules", its.getName())));
        modular.addAll(List.of("-m", module.getName() + "/" + ChildMain.class.getName()));
        return modular;
    }

    private static String absolute(String path) {
        return joined(Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList());
    }

    private static String joined(List<Path> path) {
        return path.stream()
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
