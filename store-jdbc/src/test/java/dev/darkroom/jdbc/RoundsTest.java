// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoundsTest {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    @Test
    void aRoundThatHangsHoldsUpNobodyWhoClosesIt() throws InterruptedException {
        try (Rounds rounds = new Rounds("rounds", Duration.ofMillis(1))) {
            Sweep.Schedule schedule = rounds.every(Duration.ofMillis(1), this::hang);
            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

            schedule.close();
            schedule.close();
            rounds.close();
            mayEnd.release();
        }
        assertThat(begun.availablePermits()).as("rounds after the end").isZero();
    }

    @Test
    void whoeverIsInterruptedWhileHeClosesLearnsOfIt() throws InterruptedException {
        try (Rounds rounds = new Rounds("rounds", Duration.ofMinutes(1))) {
            Sweep.Schedule schedule = rounds.every(Duration.ofMillis(1), this::hang);
            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

            Thread.currentThread().interrupt();
            schedule.close();
            assertThat(Thread.interrupted()).isTrue();
            mayEnd.release();
        }
    }

    private void hang(BooleanSupplier isOver) {
        begun.release();
        mayEnd.acquireUninterruptibly();
    }
}
