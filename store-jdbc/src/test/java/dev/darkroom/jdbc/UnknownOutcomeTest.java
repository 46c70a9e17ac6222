// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.image.ImageRef;
import dev.darkroom.job.Added;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.JobStoreException;
import dev.darkroom.job.Submission;
import dev.darkroom.job.WorkerId;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit whose reply is lost has been carried out, and nobody knows. */
@Timeout(60)
class UnknownOutcomeTest {
    private static final Claim NOTHING = Claim.nothing(new WorkerId("nobody-1"));

    @ParameterizedTest
    @EnumSource
    void aSubmissionThatIsRepeatedIsTheSameJob(TestDatabase database) throws SQLException {
        try (HikariDataSource pool = database.open()) {
            FaultBench bench = FaultBench.on(pool);
            Faults faults = new Faults();
            JobStore store = bench.store(faults);
            faults.set(UnknownOutcomeTest::loseReplyOfAdding);
            assertThatThrownBy(() -> store.add(List.of(FaultBench.picture("one")), NOTHING))
                    .isInstanceOf(JobStoreException.class);

            faults.set(point -> {});
            Added again = store.add(List.of(FaultBench.picture("one")), NOTHING).get(0);

            assertThat(again.created()).isFalse();
            assertThat(bench.count("SELECT count(*) FROM {job}")).isEqualTo(1);
            store.close();
        }
    }

    /** Callers share a commit; whoever repeated it for them would double what has no key. */
    @ParameterizedTest
    @EnumSource
    void aSharedCommitIsNotRepeatedForSubmissionsWithoutAKey(TestDatabase database) throws Exception {
        try (HikariDataSource pool = database.open()) {
            FaultBench bench = FaultBench.on(pool);
            Faults faults = new Faults();
            JobStore store = bench.store(faults);
            CountDownLatch othersAreWaiting = new CountDownLatch(1);
            faults.set(point -> {
                if (point.equals("before the commit of add")) {
                    awaitLatch(othersAreWaiting);
                }
            });
            CompletableFuture<?> first = CompletableFuture.runAsync(() -> addWithoutKey(store));
            List<Thread> others = startTwo(store);
            others.forEach(thread -> await().until(() -> thread.getState() == Thread.State.WAITING));
            faults.set(UnknownOutcomeTest::loseReplyOfAdding);
            othersAreWaiting.countDown();
            assertThatThrownBy(first::join).isInstanceOf(CompletionException.class);
            for (Thread other : others) {
                other.join();
            }
            assertThat(bench.count("SELECT count(*) FROM {job}")).isEqualTo(3);
            faults.set(point -> {});
            store.close();
        }
    }

    private static void loseReplyOfAdding(String point) throws SQLException {
        if (point.equals("after the commit of add")) {
            throw Faults.lostConnection(point);
        }
    }

    private static void addWithoutKey(JobStore store) {
        store.add(List.of(Submission.of("photo", ImageRef.of("nowhere", "without a key"))), NOTHING);
    }

    private static List<Thread> startTwo(JobStore store) {
        List<Thread> threads = List.of(
                new Thread(() -> failToAdd(store), "first follower"),
                new Thread(() -> failToAdd(store), "second follower"));
        threads.forEach(Thread::start);
        return threads;
    }

    private static void failToAdd(JobStore store) {
        assertThatThrownBy(() -> addWithoutKey(store)).isInstanceOf(JobStoreException.class);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
