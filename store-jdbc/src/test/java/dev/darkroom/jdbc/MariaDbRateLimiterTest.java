// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.limit.RateLimiter;
import dev.darkroom.testkit.RateLimiterContract;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class MariaDbRateLimiterTest extends RateLimiterContract {
    private JdbcJobStore store;

    @Override
    protected RateLimiter newLimiter(InstantSource clock) {
        store = TestDatabase.MARIADB.newStore().store();
        return store.limiter(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
