// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.WorkerId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine that stands still in the middle of a transaction keeps its locks; the others must be able to go on. */
@Timeout(60)
class OpenTransactionTest {
    private static final WorkerId FROZEN = new WorkerId("frozen-1");
    private static final WorkerId WELL = new WorkerId("well-1");

    @ParameterizedTest
    @EnumSource
    void jobsOfALostWorkerAreLentThoughOneOfThemIsLocked(TestDatabase database) throws Exception {
        try (HikariDataSource pool = database.open()) {
            FaultBench bench = FaultBench.on(pool);
            JobStore store = bench.store(new Faults());
            List<JobId> ids = leaseTwoTo(FROZEN, store);
            bench.letPass(FaultBench.ALIVE.plus(Duration.ofSeconds(1)));
            store.renew(WELL, FaultBench.ALIVE);
            try (Connection frozen = pool.getConnection()) {
                lock(frozen, bench, ids.get(0));
                assertThat(lease(store)).containsExactly(ids.get(1));
                frozen.rollback();
                frozen.setAutoCommit(true);
            }
            assertThat(lease(store)).containsExactly(ids.get(0));
            store.close();
        }
    }

    private static List<JobId> leaseTwoTo(WorkerId worker, JobStore store) {
        store.renew(worker, FaultBench.ALIVE);
        return store
                .add(
                        List.of(FaultBench.picture("one"), FaultBench.picture("two")),
                        new Claim(worker, Set.of("photo"), 2))
                .stream()
                .map(added -> added.job().id())
                .toList();
    }

    private static void lock(Connection connection, FaultBench bench, JobId id) throws SQLException {
        connection.setAutoCommit(false);
        Statements.query(
                connection,
                bench.fill("SELECT token FROM {queue} WHERE job_id = ? FOR UPDATE"),
                row -> row.getLong(1),
                id.value());
    }

    private static List<JobId> lease(JobStore store) throws InterruptedException, ExecutionException, TimeoutException {
        return CompletableFuture.supplyAsync(() -> store.lease(new Claim(WELL, Set.of("photo"), 10)))
                .get(10, TimeUnit.SECONDS)
                .stream()
                .map(Lease::id)
                .toList();
    }
}
