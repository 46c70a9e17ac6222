// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.util.UUID;

/** The databases that tests run on; each gives stores with tables of their own. */
enum TestDatabase {
    H2,
    POSTGRESQL,
    MARIADB;

    TestStore newStore() {
        return TestStore.at(
                switch (this) {
                    case H2 -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
                    case POSTGRESQL -> PostgresServer.url();
                    case MARIADB -> MariaDbServer.url();
                });
    }
}
