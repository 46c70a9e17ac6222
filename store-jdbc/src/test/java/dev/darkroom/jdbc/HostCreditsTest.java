// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.cost.CreditAccounts;
import dev.darkroom.cost.CreditAnswer;
import dev.darkroom.cost.Credits;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credits move with the host's transaction, in the isolation that each database has by default. */
@Timeout(60)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HostCreditsTest {
    private static final String ANNA = "anna";
    private static final Submission PICTURE = Submission.of("photo", ImageRef.file("cat.jpg"));

    private final TestDatabase database;
    private HikariDataSource pool;
    private HostTransactions host;
    private JdbcJobStore store;
    private Credits credits;

    HostCreditsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        pool = database.open();
        host = new HostTransactions(pool);
        store = JdbcJobStore.open(JdbcSettings.dataSource(host.source()).prefix(TestStore.newPrefix()));
        credits = store.credits();
        credits.grant(ANNA, 100, "welcome");
    }

    @AfterEach
    void close() {
        store.close();
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReservationAndItsJobExistExactlyIfTheHostsTransactionIsCommitted(boolean commits) throws SQLException {
        host.begin();
        credits.reserve(ANNA, 45, "batch");
        store.add(List.of(PICTURE), Claim.nothing(new WorkerId("host")));
        assertThat(credits.balance(ANNA).reserved()).isEqualTo(45);
        host.end(commits);

        assertThat(store.counts()).containsEntry(JobStatus.PENDING, commits ? 1L : 0L);
        assertThat(credits.balance(ANNA))
                .isEqualTo(commits ? new CreditAccounts(-100, 55, 45, 0) : new CreditAccounts(-100, 100, 0, 0));
        assertThat(credits.entries(ANNA, 10)).hasSize(commits ? 2 : 1);
    }

    @Test
    void aReservationThatWasRolledBackCanBeMadeAgain() throws SQLException {
        host.begin();
        credits.reserve(ANNA, 45, "batch");
        host.end(false);

        assertThat(credits.reserve(ANNA, 60, "batch")).isInstanceOf(CreditAnswer.Moved.class);
    }

    @Test
    void aMistakeLeavesTheHostsTransactionAsItWas() throws SQLException {
        host.begin();
        credits.reserve(ANNA, 45, "batch");
        assertThatThrownBy(() -> credits.settle(ANNA, "none", 1, "settled"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(credits.reserve("nobody", 1, "batch")).isInstanceOf(CreditAnswer.Refused.class);
        credits.settle(ANNA, "batch", 45, "batch/settled");
        host.end(true);

        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 55, 0, 45));
    }

    /** MariaDB's transactions go on reading what was there when they first read. */
    @Test
    void aTransactionThatBeganEarlierSeesWhatMovedMeanwhile() throws Exception {
        credits.reserve(ANNA, 10, "ended");
        host.begin();
        credits.balance(ANNA);
        CreditAnswer reserved = elsewhere(() -> credits.reserve(ANNA, 60, "batch"));
        elsewhere(() -> credits.settle(ANNA, "ended", 10, "ended/settled"));
        elsewhere(() -> credits.grant("ben", 7, "welcome"));

        assertThat(credits.reserve(ANNA, 60, "batch")).isEqualTo(reserved);
        assertThat(credits.reserve(ANNA, 60, "more")).isInstanceOf(CreditAnswer.Refused.class);
        assertThat(credits.release(ANNA, "ended", "ended/released")).isInstanceOf(CreditAnswer.Refused.class);
        assertThat(credits.grant("ben", 3, "gift")).isInstanceOf(CreditAnswer.Moved.class);
        host.end(true);

        assertThat(credits.balance(ANNA)).isEqualTo(new CreditAccounts(-100, 30, 60, 10));
        assertThat(credits.balance("ben").available()).isEqualTo(10);
    }

    @Test
    void theFirstMovementsOfOwnersDoNotHoldEachOtherUp() throws Exception {
        host.begin();
        credits.reserve("bea", 15, "batch");
        credits.grant("ben", 100, "welcome");

        elsewhere(() -> {
            host.begin();
            credits.reserve("bee", 15, "batch");
            credits.grant("bob", 100, "welcome");
            credits.grant("bell", 100, "welcome");
            host.end(true);
            return true;
        });
        host.end(true);

        assertThat(List.of("ben", "bob", "bell"))
                .allMatch(owner -> credits.balance(owner).available() == 100);
    }

    /** Does something in a thread of its own, which has no part in this one's transaction. */
    private static <T> T elsewhere(Something<T> something)
            throws InterruptedException, ExecutionException, TimeoutException {
        Supplier<T> unchecked = () -> {
            try {
                return something.get();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
        return CompletableFuture.supplyAsync(unchecked).get(20, TimeUnit.SECONDS);
    }

    private interface Something<T> {
        T get() throws SQLException;
    }
}
