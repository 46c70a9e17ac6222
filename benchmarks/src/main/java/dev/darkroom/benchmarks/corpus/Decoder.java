// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.corpus;

import dev.darkroom.benchmarks.corpus.Attempt.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A small JVM that decodes one file after another; one that dies or takes too long is followed by another. */
final class Decoder implements AutoCloseable {
    private static final String DIED = "died";

    private final Duration patience;
    private @Nullable Process process;
    private @Nullable PrintWriter questions;
    private BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);

    Decoder(Duration patience) {
        this.patience = patience;
    }

    Attempt decode(Path file) throws IOException, InterruptedException {
        start();
        questions().println(file);
        questions().flush();
        String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null || answer.equals(DIED)) {
            close();
            return answer == null
                    ? Attempt.ended(End.HANG, "no answer after " + patience)
                    : Attempt.ended(End.OUT_OF_MEMORY, "the JVM died");
        }
        return Attempt.of(answer);
    }

    private PrintWriter questions() {
        if (questions == null) {
            throw new IllegalStateException("not started");
        }
        return questions;
    }

    private void start() throws IOException {
        if (process != null && process.isAlive()) {
            return;
        }
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecoderMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        questions = new PrintWriter(started.outputWriter(StandardCharsets.UTF_8));
        answers = new ArrayBlockingQueue<>(1);
        listen(started.inputReader(StandardCharsets.UTF_8), answers);
    }

    private static void listen(BufferedReader lines, BlockingQueue<String> answers) {
        Thread thread = new Thread(
                () -> {
                    try {
                        lines.lines().forEach(answers::offer);
                    } catch (UncheckedIOException e) {
                        return; // It was closed here.
                    }
                    answers.offer(DIED);
                },
                "answers");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
