// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.Darkroom;
import dev.darkroom.cost.Usage;
import dev.darkroom.job.Added;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.StepRecord;
import dev.darkroom.job.StepResult;
import dev.darkroom.job.WorkerId;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The checks are checked: each of them passes with the store as it is, and fails with one that lacks what the check is
 * there for. Random kills alone did not notice a store without a fence.
 */
@Timeout(60)
class MutantsTest {
    private static final WorkerId ANNA = new WorkerId("anna-1");
    private static final WorkerId BERT = new WorkerId("bert-1");
    private static final Duration MORE_THAN_A_LIFE = FaultBench.ALIVE.plus(Duration.ofSeconds(1));

    private HikariDataSource pool = new HikariDataSource();

    @AfterEach
    void close() {
        pool.close();
    }

    private FaultBench bench(TestDatabase database) {
        pool = database.open();
        return FaultBench.on(pool);
    }

    private interface Check {
        void run() throws Exception;
    }

    private static void isNoticed(String asWhat, Check check) {
        assertThatThrownBy(check::run)
                .as("the check notices the mutant")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(asWhat);
    }

    // Fence

    @ParameterizedTest
    @EnumSource
    void aStoreWithAFenceRefusesZombies(TestDatabase database) throws SQLException {
        FaultBench bench = bench(database);
        aZombieChangesNothing(bench, bench.store(new Faults()), true);
        aZombieChangesNothing(bench, bench.store(new Faults()), false);
    }

    /** The quick way of PostgreSQL compares tokens in its one statement. */
    @Test
    void aStatementWithoutTokensIsNoticed() {
        FaultBench bench = bench(TestDatabase.POSTGRESQL);
        Faults faults = new Faults();
        faults.rewrite(sql -> sql.replace("((job_id, token) IN (SELECT job_id, token FROM entry)) IS TRUE", "TRUE"));
        isNoticed(
                "the zombie hears that it lost its lease",
                () -> aZombieChangesNothing(bench, bench.store(faults), false));
    }

    @ParameterizedTest
    @EnumSource
    void aStoreWithoutAFenceIsNoticed(TestDatabase database) {
        FaultBench bench = bench(database);
        JobStore unfenced = Mutants.withoutFence(bench.store(new Faults()), bench);
        isNoticed("the zombie hears that it lost its lease", () -> aZombieChangesNothing(bench, unfenced, true));
    }

    private static void aZombieChangesNothing(FaultBench bench, JobStore store, boolean hasPaid) throws SQLException {
        Lease old = leaseOneTo(ANNA, store);
        bench.letPass(MORE_THAN_A_LIFE);
        store.renew(BERT, FaultBench.ALIVE);
        Lease current = store.lease(new Claim(BERT, Set.of("photo"), 1)).get(0);
        assertThat(current.id()).isEqualTo(old.id());
        assertThat(current.token()).isGreaterThan(old.token());

        Set<Lease> lost = store.checkpoint(List.of(end(old, "of a zombie", hasPaid)));

        assertThat(lost).as("the zombie hears that it lost its lease").containsExactly(old);
        Job job = store.find(old.id()).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(job.steps()).isEmpty();
        assertThat(store.costs().ofJob(old.id().value())).isEmpty();
        assertThat(store.checkpoint(List.of(end(current, "of the holder", hasPaid))))
                .isEmpty();
        assertThat(store.find(old.id()).orElseThrow().result("draw", Word.class).text())
                .isEqualTo("of the holder");
    }

    private static Lease leaseOneTo(WorkerId worker, JobStore store) {
        store.renew(worker, FaultBench.ALIVE);
        Added added = store.add(
                        List.of(FaultBench.picture("picture-" + System.nanoTime())),
                        new Claim(worker, Set.of("photo"), 1))
                .get(0);
        return Objects.requireNonNull(added.lease());
    }

    private static Checkpoint end(Lease lease, String result, boolean hasPaid) {
        StepRecord done = StepRecord.untouched("draw").succeed(StepResult.of(new Word(result)), List.of());
        List<Usage> usage = hasPaid ? List.of(intent(lease).settled(Map.of(), null)) : List.of();
        return new Checkpoint(lease, List.of(done), usage, new Next.Finish(JobStatus.COMPLETE, false, null));
    }

    private static Usage intent(Lease lease) {
        return Usage.intent(
                "draw-" + lease.id() + "-" + lease.token(),
                Instant.EPOCH,
                new Usage.Purpose(lease.id().value(), "photo", "draw", 1, null),
                new Usage.Service("fake", "model", "draw"));
    }

    // Intent

    @ParameterizedTest
    @EnumSource
    void aStoreThatWritesIntentsKnowsWhatADeadWorkerPaid(TestDatabase database) throws SQLException {
        FaultBench bench = bench(database);
        Faults faults = new Faults();
        aWorkerDiesBetweenCallAndCheckpoint(bench, faults, bench.store(faults));
    }

    @ParameterizedTest
    @EnumSource
    void aStoreWithoutIntentsIsNoticed(TestDatabase database) {
        FaultBench bench = bench(database);
        Faults faults = new Faults();
        JobStore forgetful = Mutants.withoutIntents(bench.store(faults));
        isNoticed("every charge is in the ledger", () -> aWorkerDiesBetweenCallAndCheckpoint(bench, faults, forgetful));
    }

    private static void aWorkerDiesBetweenCallAndCheckpoint(FaultBench bench, Faults faults, JobStore store)
            throws SQLException {
        Darkroom dying = bench.worker(store, point -> {
                    if (point.equals("between call and checkpoint")) {
                        faults.set(all -> {
                            throw Faults.lostConnection(all);
                        });
                        throw new IllegalStateException("dead");
                    }
                })
                .build();
        JobId id = FaultBench.submit(dying, "picture");
        assertThatThrownBy(dying::runDue).isInstanceOf(JobStoreException.class);

        bench.letPass(MORE_THAN_A_LIFE);
        JobStore other = bench.store(new Faults());
        try (Darkroom second = bench.worker(other).build()) {
            FaultBench.work(second, id);
            bench.check(other, id, "picture");
            assertThat(other.costs().ofJob(id.value()))
                    .extracting(Usage::state)
                    .containsExactly(Usage.State.INTENT, Usage.State.SETTLED);
        }
    }

    // Dedupe

    @Test
    void aStoreWithKeysHasARepeatedSubmissionOnce() throws SQLException {
        FaultBench bench = bench(TestDatabase.POSTGRESQL);
        aSubmissionIsRepeatedAfterALostReply(bench, new Faults());
    }

    @Test
    void aStoreWithoutKeysIsNoticed() throws SQLException {
        FaultBench bench = bench(TestDatabase.POSTGRESQL);
        bench.execute("DROP INDEX {job_by_key}");
        Faults faults = new Faults();
        faults.rewrite(sql -> sql.replace("ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL DO NOTHING", ""));
        isNoticed("a repeated submission is the same job", () -> aSubmissionIsRepeatedAfterALostReply(bench, faults));
    }

    private static void aSubmissionIsRepeatedAfterALostReply(FaultBench bench, Faults faults) throws SQLException {
        JobStore store = bench.store(faults);
        try (Darkroom darkroom = bench.worker(store).build()) {
            int[] passed = {0};
            faults.set(point -> {
                if (point.equals("after the commit of add") && passed[0]++ == 0) {
                    throw Faults.lostConnection(point);
                }
            });
            JobId id = FaultBench.submit(darkroom, "picture");
            assertThat(passed[0]).as("it was repeated").isEqualTo(2);
            FaultBench.work(darkroom, id);
            bench.check(store, id, "picture");
        }
    }

    // Rollback

    @ParameterizedTest
    @EnumSource
    void aStoreThatRollsBackLeavesNothingHalfWritten(TestDatabase database) throws SQLException {
        aCheckpointBreaksInTheMiddle(bench(database), new Faults());
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatIgnoresRollbacksIsNoticed(TestDatabase database) {
        FaultBench bench = bench(database);
        Faults faults = new Faults();
        faults.ignoreRollbacks();
        isNoticed("no step without its cost", () -> aCheckpointBreaksInTheMiddle(bench, faults));
    }

    private static void aCheckpointBreaksInTheMiddle(FaultBench bench, Faults faults) throws SQLException {
        JobStore store = bench.store(faults);
        Lease lease = leaseOneTo(ANNA, store);
        faults.set(point -> breakAt(point, bench.fill("{usage}")));
        assertThatThrownBy(() -> store.checkpoint(List.of(end(lease, "half", true))))
                .isInstanceOf(JobStoreException.class);
        faults.set(point -> {});

        assertThat(bench.count("SELECT count(*) FROM {step}"))
                .as("no step without its cost")
                .isZero();
        assertThat(store.find(lease.id()).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(store.checkpoint(List.of(end(lease, "whole", true)))).isEmpty();
        assertThat(bench.count("SELECT count(*) FROM {usage}")).isEqualTo(1);
    }

    private static void breakAt(String point, String table) throws SQLException {
        if (point.startsWith("in the middle of") && point.endsWith("INSERT INTO " + table)) {
            throw Faults.lostConnection(point);
        }
    }

    /** The savepoint takes back what was half done, and the host's own row stays. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "MARIADB"})
    void aFailureInTheHostsTransactionLeavesNoHalfJob(TestDatabase database) throws SQLException {
        aSubmissionBreaksInTheHostsTransaction(bench(database), new Faults());
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "MARIADB"})
    void ignoredSavepointsAreNoticed(TestDatabase database) {
        FaultBench bench = bench(database);
        Faults faults = new Faults();
        faults.ignoreRollbacks();
        isNoticed("no half job", () -> aSubmissionBreaksInTheHostsTransaction(bench, faults));
    }

    private static void aSubmissionBreaksInTheHostsTransaction(FaultBench bench, Faults faults) throws SQLException {
        bench.execute("CREATE TABLE {host} (id bigint PRIMARY KEY)");
        JdbcJobStore store = bench.jdbcStore(faults);
        try (Connection connection = faults.around(bench.source()).getConnection()) {
            connection.setAutoCommit(false);
            Statements.update(connection, bench.fill("INSERT INTO {host} (id) VALUES (?)"), 1L);
            faults.set(point -> breakAt(point, bench.fill("{queue}")));
            assertThatThrownBy(() -> store.submitIn(connection, FaultBench.picture("picture")))
                    .isInstanceOf(JobStoreException.class);
            faults.set(point -> {});
            assertThatCode(connection::commit).doesNotThrowAnyException();
        }
        assertThat(bench.count("SELECT count(*) FROM {host}")).isEqualTo(1);
        assertThat(bench.count("SELECT count(*) FROM {job}")).as("no half job").isZero();
    }
}
