// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One PostgreSQL for all tests of a run, as durable as a real one; it ends with the JVM. */
final class PostgresServer {
    private PostgresServer() {}

    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL could be started", e);
        }
    }

    static EmbeddedPostgres server() {
        return Holder.SERVER;
    }

    static String url() {
        return url("postgres");
    }

    /** Returns the address for another user. */
    static String url(String user) {
        return server().getJdbcUrl(user, "postgres");
    }
}
