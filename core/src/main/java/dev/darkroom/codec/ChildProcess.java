// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a child JVM: how it is doing, and how it ended. */
final class ChildProcess {
    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);

    /** What a JVM exits with when it was told to exit for lack of memory. */
    private static final int OUT_OF_MEMORY = 3;

    private static final long LONGEST_DEATH_SECONDS = 5;

    private final Process process;
    private volatile String lastWords = "";

    private ChildProcess(Process process) {
        this.process = process;
    }

    static ChildProcess start(Isolation settings, Executor threads) throws IOException {
        try {
            ChildProcess child = new ChildProcess(new ChildCommand(settings).start());
            threads.execute(child::listen);
            log.debug("child {} started", child.process.pid());
            return child;
        } catch (IOException e) {
            throw new OutOfResourcesException("no process for decoding could be started: " + e.getMessage(), e);
        }
    }

    private void listen() {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            for (String said = reader.readLine(); said != null; said = reader.readLine()) {
                lastWords = said;
                log.debug("child {}: {}", process.pid(), said);
            }
        } catch (IOException e) {
            log.debug("child {} can't be heard any more", process.pid(), e);
        }
    }

    Line line() {
        return new Line(process.getInputStream(), process.getOutputStream());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Optional<Duration> effort() {
        return Effort.of(process.toHandle());
    }

    /** Kills it by its handle, since the process itself would close pipes that somebody reads from. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for the end of one that broke off the talk, kills it if there is none, and says how it ended. */
    IOException ended(Throwable cause) throws InterruptedException {
        if (!process.waitFor(LONGEST_DEATH_SECONDS, TimeUnit.SECONDS)) {
            kill();
            return new IOException("the process for decoding could not be understood any more", cause);
        }
        if (process.exitValue() == OUT_OF_MEMORY) {
            return new OutOfResourcesException("not enough memory to decode the picture now", cause);
        }
        String words = lastWords.isEmpty() ? "" : "; it said last: " + lastWords;
        return new IOException("the process for decoding died with exit code " + process.exitValue() + words, cause);
    }
}
