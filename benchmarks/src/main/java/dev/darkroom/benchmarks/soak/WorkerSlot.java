// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place for a worker JVM: whoever dies in it is followed by another, under a name of its own. */
final class WorkerSlot {
    private static final long LONGEST_END_SECONDS = 10;

    private final String slot;
    private final Function<String, List<String>> arguments;
    private final Path log;
    private int generation;
    private @Nullable Process process;

    WorkerSlot(String slot, Function<String, List<String>> arguments, Path log) {
        this.slot = slot;
        this.arguments = arguments;
        this.log = log;
    }

    /** Returns the name of the process that is here now. */
    synchronized String name() {
        return "soak-" + slot + "-" + generation;
    }

    /** Starts a worker unless one is here and alive. */
    synchronized void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        generation++;
        process = new ProcessBuilder(command())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName()));
        command.addAll(arguments.apply(name()));
        return command;
    }

    /** Kills it at once. */
    synchronized void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Asks it to end in good order. */
    synchronized void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Stops all its threads where they are. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets them go on as if nothing had been. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private synchronized void signal(String signal) throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Ends it in good order, or otherwise; nobody follows. */
    synchronized void end() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        thaw();
        process.destroy();
        if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
