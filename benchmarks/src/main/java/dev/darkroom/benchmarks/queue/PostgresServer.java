// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import dev.darkroom.benchmarks.figures.Samples;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own, as durable as one in earnest, whose files are gone afterwards.
 *
 * <p>It ends with {@link #close} or else with this JVM, by a hook.
 */
final class PostgresServer implements AutoCloseable {
    private static final String MAIN = "postgres";

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Set<String> databases = new HashSet<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    PostgresServer() throws IOException, SQLException {
        folder = Files.createTempDirectory("darkroom-queue");
        postgres = start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeLate, "postgres-close"));
        execute(MAIN, "CREATE EXTENSION pg_stat_statements");
        execute(MAIN, "CREATE TABLE commits (n int)");
    }

    private void closeLate() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(true)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    /** Returns where the database of this name is, which is created when first asked for. */
    String url(String database) throws SQLException {
        if (databases.add(database)) {
            execute(MAIN, "CREATE DATABASE " + database);
        }
        return postgres.getJdbcUrl("postgres", database);
    }

    /** Opens a connection for measuring, which none of the contestants' databases sees. */
    Connection main() throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", MAIN));
    }

    /** Tells the planner what is there, as the server would by itself a little later. */
    void analyze(String database) throws SQLException {
        execute(database, "ANALYZE");
    }

    /** Clears away what is dead, as the server would by itself some time. */
    void vacuum(String database) throws SQLException {
        execute(database, "VACUUM (ANALYZE)");
    }

    /** Writes out what others have left behind, which would else be written while the next is measured. */
    void checkpoint() throws SQLException {
        execute(MAIN, "CHECKPOINT");
    }

    /** Checks that it is what it should be: a server that forgets commits would be quick. */
    List<String> describe() throws SQLException {
        try (Connection connection = main();
                Statement statement = connection.createStatement()) {
            return Stream.of("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")
                    .map(name -> name + " " + show(statement, name))
                    .toList();
        }
    }

    /** Returns how long a commit of next to nothing takes here and now, in milliseconds: that of the disk. */
    double commitMillis() throws SQLException {
        double[] millis = new double[100];
        try (Connection connection = main();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < millis.length; i++) {
                long before = System.nanoTime();
                statement.execute("INSERT INTO commits VALUES (1)");
                millis[i] = (System.nanoTime() - before) / 1e6;
            }
        }
        return Samples.median(millis);
    }

    private static String show(Statement statement, String name) {
        try (var rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL doesn't tell its " + name, e);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        postgres.close();
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
