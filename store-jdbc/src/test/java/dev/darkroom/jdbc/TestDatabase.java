// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;

/** The databases that tests run on. */
enum TestDatabase {
    H2,
    POSTGRESQL,
    MARIADB;

    private String url() {
        return switch (this) {
            case H2 -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
            case POSTGRESQL -> PostgresServer.url();
            case MARIADB -> MariaDbServer.url();
        };
    }

    /** Opens a store with tables of its own. */
    TestStore newStore() {
        return TestStore.at(url());
    }

    /** Opens a pool with as many connections as all the workers of a test need at once. */
    HikariDataSource open() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setMaximumPoolSize(12);
        pool.setMinimumIdle(1);
        return pool;
    }
}
