// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.darkroom.Darkroom;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers whose clocks are wrong: only the database's time decides who has a job. */
@Timeout(60)
class ClockSkewTest {

    @ParameterizedTest(name = "{0}: the holder is off by {1} min, the other one by {2} min")
    @CsvSource({
        "H2, 10, -10",
        "H2, -10, 10",
        "POSTGRESQL, 10, -10",
        "POSTGRESQL, -10, 10",
        "MARIADB, 10, -10",
        "MARIADB, -10, 10"
    })
    void aJobIsTakenOnlyWhenItsHolderHasRunOutByTheDatabasesClock(
            TestDatabase database, int holderIsOff, int otherIsOff) throws SQLException {
        try (HikariDataSource pool = database.open()) {
            FaultBench bench = FaultBench.on(pool);
            JobStore store = bench.store(new Faults());
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger takenAfterwards = new AtomicInteger();
            JobId id;
            try (Darkroom other = bench.worker(bench.store(new Faults()))
                            .clock(off(otherIsOff))
                            .build();
                    Darkroom holder = bench.worker(store, point -> {
                                taken.addAndGet(other.runDue());
                                passLease(bench, point);
                                takenAfterwards.addAndGet(
                                        point.equals("between call and checkpoint") ? other.runDue() : 0);
                            })
                            .clock(off(holderIsOff))
                            .build()) {
                id = FaultBench.submit(holder, "picture");
                FaultBench.work(holder, id);
                bench.check(store, id, "picture");
            }
            assertThat(taken).as("taken while the holder was alive").hasValue(0);
            assertThat(takenAfterwards).as("taken when it had run out").hasValue(1);
        }
    }

    private static void passLease(FaultBench bench, String point) {
        if (point.equals("between call and checkpoint")) {
            try {
                bench.letPass(FaultBench.ALIVE.plus(Duration.ofSeconds(1)));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static InstantSource off(int minutes) {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
    }
}
