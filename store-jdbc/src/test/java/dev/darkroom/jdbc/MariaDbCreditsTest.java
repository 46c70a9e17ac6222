// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.cost.Credits;
import dev.darkroom.testkit.CreditsContract;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class MariaDbCreditsTest extends CreditsContract {
    private JdbcJobStore store;

    @Override
    protected Credits newCredits(InstantSource clock) {
        store = TestDatabase.MARIADB.newStore().store();
        return store.credits(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
