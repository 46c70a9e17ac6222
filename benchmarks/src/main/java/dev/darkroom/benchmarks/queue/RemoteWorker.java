// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM beside this one, in which a contestant works on the jobs that are handed in here. */
final class RemoteWorker implements AutoCloseable {
    private final Process process;

    RemoteWorker(Entrant<?> entrant, String jdbcUrl) throws IOException {
        process = new ProcessBuilder(command(entrant.name(), jdbcUrl))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns when it works; from then on the waits come in. */
    void awaitReady(BlockingQueue<Double> waits) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
        if (!RemoteWorkerMain.READY.equals(lines.readLine())) {
            throw new IOException("the other JVM has not begun to work");
        }
        Thread reader = new Thread(() -> lines.lines().map(Double::valueOf).forEach(waits::add), "remote-waits");
        reader.setDaemon(true);
        reader.start();
    }

    private static List<String> command(String name, String jdbcUrl) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel="
                        + System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"),
                "-cp",
                System.getProperty("java.class.path"),
                RemoteWorkerMain.class.getName(),
                name,
                jdbcUrl);
    }

    /** Ends it: it sees that nothing more will come. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
