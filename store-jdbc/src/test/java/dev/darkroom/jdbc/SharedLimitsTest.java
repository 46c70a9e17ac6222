// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.Permit;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.testkit.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes with one database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(60)
@SuppressWarnings("NullAway") // set before each test
class SharedLimitsTest {
    private static final LimitRule WIDE = LimitRule.per(Duration.ofHours(1), "wide", 400);

    @Parameter
    TestDatabase database;

    private final ManualClock clock = new ManualClock();
    private HikariDataSource pool;
    private HostTransactions host;
    private JdbcJobStore here;
    private JdbcJobStore there;

    @BeforeEach
    void open() {
        pool = database.open();
        host = new HostTransactions(pool);
        JdbcSettings settings = JdbcSettings.dataSource(host.source()).prefix(TestStore.newPrefix());
        here = JdbcJobStore.open(settings);
        there = JdbcJobStore.open(settings);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        pool.close();
    }

    @Test
    void threadsOfTwoNodesGetExactlyWhatTheRuleAllows() throws Exception {
        for (LimitRule rule : List.of(WIDE, LimitRule.sliding(Duration.ofHours(1), "sliding", 50))) {
            assertThat(grantedToThreads(List.of(here.limiter(clock), there.limiter(clock)), rule))
                    .as("%s", rule)
                    .isEqualTo(rule.most());
        }
    }

    private static long grantedToThreads(List<RateLimiter> nodes, LimitRule rule) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> askers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RateLimiter limiter = nodes.get(i % nodes.size());
                askers.add(() -> granted(limiter, rule, 450));
            }
            long all = 0;
            for (Future<Long> asker : threads.invokeAll(askers)) {
                all += asker.get();
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPauseOfOneNodeHoldsForTheOther() {
        RateLimiter other = there.limiter(clock);
        granted(other, WIDE, 1);
        here.limiter(clock).pause("wide", Duration.ofMinutes(1));
        clock.advance(Duration.ofMillis(RateLimiter.PAUSE_SEEN_MILLIS));

        assertThat(other.acquire(WIDE)).isEqualTo(new Permit.Denied(Duration.ofSeconds(59), true));
    }

    @Test
    void aPermitIsTakenForGoodWhateverBecomesOfTheHostsTransaction() throws SQLException {
        LimitRule narrow = LimitRule.per(Duration.ofHours(1), "narrow", 3);
        host.begin();
        assertThat(granted(here.limiter(clock), narrow, 2)).isEqualTo(2);
        host.end(false);

        assertThat(granted(there.limiter(clock), narrow, 3)).isEqualTo(1);
    }

    @Test
    void theClockOfTheDatabaseCounts() {
        LimitRule narrow = LimitRule.per(Duration.ofDays(366), "narrow", 2);

        assertThat(granted(here.limiter(), narrow, 2) + granted(there.limiter(), narrow, 2))
                .isEqualTo(2);
    }

    private static long granted(RateLimiter limiter, LimitRule rule, int asks) {
        long granted = 0;
        for (int i = 0; i < asks; i++) {
            granted += limiter.acquire(rule) instanceof Permit.Granted ? 1 : 0;
        }
        return granted;
    }
}
