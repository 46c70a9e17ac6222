// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.Darkroom;
import dev.darkroom.cost.Usage;
import dev.darkroom.job.Job;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Something goes wrong at every commit, in the middle of every transaction and around every paid call of one job's life,
 * one point at a time; whatever it is, all that is promised holds afterwards.
 *
 * <p>The points are not listed by hand: a first run counts them.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(120)
class FaultPointsTest {
    private static final Map<TestDatabase, HikariDataSource> POOLS = new EnumMap<>(TestDatabase.class);

    private final FaultBench bench;

    FaultPointsTest(TestDatabase database) {
        bench = FaultBench.on(POOLS.computeIfAbsent(database, TestDatabase::open));
    }

    @AfterAll
    static void close() {
        POOLS.values().forEach(HikariDataSource::close);
        POOLS.clear();
    }

    /** The connection breaks at a point; before a commit nothing of it is there, after it only the reply is lost. */
    @TestFactory
    Stream<DynamicTest> aConnectionThatBreaksAnywhereLosesNothing() throws SQLException {
        List<String> points = rehearse();
        assertThat(points).anyMatch(point -> point.equals("after the commit of add"));
        return numbered(points, number -> liveThrough(number));
    }

    private List<String> rehearse() throws SQLException {
        List<String> points = new ArrayList<>();
        Faults faults = new Faults();
        faults.set(points::add);
        live(faults, "picture-rehearsal", points::add);
        return points;
    }

    private void liveThrough(int number) throws SQLException {
        Faults faults = new Faults();
        int[] passed = {0};
        faults.set(point -> {
            if (passed[0]++ == number) {
                throw Faults.lostConnection(point);
            }
        });
        live(faults, "picture-" + number, point -> {
            if (passed[0]++ == number) {
                throw new IllegalStateException("the step broke " + point);
            }
        });
        assertThat(passed[0]).isGreaterThan(number);
    }

    /** One job's life; building and closing are no part of it. */
    private void live(Faults faults, String imageId, Consumer<String> points) throws SQLException {
        Faults.Trouble trouble = faults.trouble();
        faults.set(point -> {});
        JobStore store = bench.store(faults);
        try (Darkroom darkroom = bench.worker(store, points).build()) {
            faults.set(trouble);
            JobId id = FaultBench.submit(darkroom, imageId);
            FaultBench.work(darkroom, id);
            faults.set(point -> {});
            bench.check(store, id, imageId);
        }
    }

    /** A worker stands still at a point where it holds no transaction, wakes up as a zombie, and changes nothing. */
    @TestFactory
    Stream<DynamicTest> aWorkerThatPausesForLongerThanItsLeaseChangesNothing() throws SQLException {
        List<String> points =
                rehearse().stream().filter(FaultPointsTest::holdsNoTransaction).toList();
        return numbered(points, number -> pauseAt(number));
    }

    private static boolean holdsNoTransaction(String point) {
        return point.startsWith("after the commit of") || point.startsWith("between");
    }

    private void pauseAt(int number) throws Exception {
        Pause pause = new Pause(number);
        Faults faults = new Faults();
        JobStore store = bench.store(faults);
        Darkroom first = bench.worker(store, pause::at).build();
        String imageId = "picture-" + UUID.randomUUID();
        faults.set(pause::at);
        CompletableFuture<?> stuck =
                CompletableFuture.runAsync(() -> FaultBench.work(first, FaultBench.submit(first, imageId)));
        pause.awaitPause(stuck);
        bench.letPass(FaultBench.ALIVE.plus(Duration.ofSeconds(1)));
        Faults none = new Faults();
        JobStore other = bench.store(none);
        try (Darkroom second = bench.worker(other).build()) {
            JobId id = FaultBench.submit(second, imageId);
            FaultBench.work(second, id);
            Job finished = other.find(id).orElseThrow();
            List<Usage> ledger = other.costs().ofJob(id.value());
            pause.end();
            stuck.get(30, TimeUnit.SECONDS);
            bench.check(other, id, imageId);
            assertThat(other.find(id)).as("the zombie changed nothing").contains(finished);
            assertThat(other.costs().ofJob(id.value())).isEqualTo(ledger);
        }
        first.close();
    }

    /** Holds the thread that comes to a point until it is let go. */
    private static final class Pause {
        private final int number;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private int passed;

        Pause(int number) {
            this.number = number;
        }

        private synchronized boolean isHere(String point) {
            return holdsNoTransaction(point) && passed++ == number;
        }

        void at(String point) {
            if (isHere(point)) {
                reached.countDown();
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        void awaitPause(CompletableFuture<?> work) throws InterruptedException {
            while (!reached.await(5, TimeUnit.MILLISECONDS) && !work.isDone()) {
                Thread.onSpinWait();
            }
        }

        void end() {
            letGo.countDown();
        }
    }

    private interface Trial {
        void of(int number) throws Exception;
    }

    private static Stream<DynamicTest> numbered(List<String> points, Trial trial) {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            int number = i;
            tests.add(DynamicTest.dynamicTest(i + ": " + points.get(i), () -> trial.of(number)));
        }
        return tests.stream();
    }
}
