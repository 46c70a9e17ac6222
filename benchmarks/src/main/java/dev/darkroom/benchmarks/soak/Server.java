// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.soak;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL that can be killed, and comes back with the same files at the same address. */
final class Server implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long BETWEEN_TRIES_MILLIS = 200;

    private final Path data;
    private final int port;
    private EmbeddedPostgres postgres;

    Server(Path data) throws IOException {
        this.data = data;
        this.postgres = start(0);
        this.port = postgres.getPort();
    }

    /** As durable as one in earnest: with the defaults of embedded PostgreSQL a killed server forgets commits. */
    private EmbeddedPostgres start(int atPort) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(atPort)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "120")
                .start();
    }

    /** Returns the address for a process with this name; the watching triggers tell processes apart by it. */
    String url(String process) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&ApplicationName=" + process;
    }

    Connection connect(String process) throws SQLException {
        return DriverManager.getConnection(url(process));
    }

    /** Kills the server and all that it started, as a power cut would, but for what the system has in its caches. */
    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle.of(pid).ifPresent(main -> {
            List<ProcessHandle> children = main.descendants().toList();
            main.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            main.onExit().join();
        });
        postgres.close();
    }

    /** Starts it again; it may take a while until what was killed has let go of its memory and its port. */
    void restart() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            try {
                postgres = start(port);
                return;
            } catch (IOException | IllegalStateException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
