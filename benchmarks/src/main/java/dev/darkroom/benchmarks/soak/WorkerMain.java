// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import dev.darkroom.Darkroom;
import dev.darkroom.jdbc.JdbcJobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One worker of the soak, in a JVM of its own. It closes in good order on SIGTERM, and ends when its parent does. */
public final class WorkerMain {
    static final Duration ALIVE_FOR = Duration.ofSeconds(3);
    static final Duration POLL = Duration.ofMillis(500);

    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final long BETWEEN_TRIES_MILLIS = 200;
    private static final int MORE_DEATHS_THAN_A_SOAK_HAS = 100_000;

    private WorkerMain() {}

    /** Returns after what time a lost worker's jobs are promised to be lent again. */
    public static Duration longestRecovery() {
        return ALIVE_FOR.plus(POLL);
    }

    /** Takes the database's address, the provider's, the folder of the media, and this worker's name. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Darkroom darkroom = open(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(darkroom::close));
        awaitEndOfParent();
        Runtime.getRuntime().halt(0);
    }

    private static Darkroom open(String[] arguments) throws IOException, InterruptedException {
        return Darkroom.builder()
                .store(store(arguments[0]))
                .storage(FileStorage.at(Path.of(arguments[2])))
                .recipe(Photo.recipe(arguments[1]))
                .node(arguments[3])
                .aliveFor(ALIVE_FOR)
                .poll(POLL)
                .drain(DRAIN)
                .deathsAllowed(MORE_DEATHS_THAN_A_SOAK_HAS)
                .build();
    }

    /** The database may be down at the moment. */
    private static JdbcJobStore store(String url) throws InterruptedException {
        while (true) {
            try {
                return JdbcJobStore.open(url);
            } catch (JobStoreException e) {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }

    private static void awaitEndOfParent() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever said, but the pipe breaks when the parent ends.
        }
    }
}
