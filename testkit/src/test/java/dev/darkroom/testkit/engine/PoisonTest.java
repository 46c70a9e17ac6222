// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.JobStatus;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import dev.darkroom.job.WorkerId;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job that takes its worker's JVM down is found out, and those beside it are not blamed. */
@Timeout(60)
class PoisonTest {
    private final Bench bench = new Bench();
    private final FakeProcessor one = FakeProcessor.local();

    @Test
    void aJobThatTookDownTwoWorkersIsFailedWithThatReason() {
        try (Darkroom darkroom = bench.byHand(Step.of("one", one))) {
            JobHandle poison = Bench.submit(darkroom);
            dieWith("w0", false);
            dieWith("w1", true);
            dieWith("w2", true);
            darkroom.runDue();

            assertThat(poison.status()).isEqualTo(JobStatus.FAILED);
            assertThat(poison.job().reason().orElseThrow()).contains("took down 2 workers");
            assertThat(one.calls()).isZero();
            assertThat(poison.retry()).as("a person may try again").isTrue();
            darkroom.runDue();
            assertThat(poison.status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void jobsThatWereOnlyBesideItAreNotBlamed() {
        try (Darkroom darkroom = bench.byHand(Step.of("one", one))) {
            JobHandle neighbour = Bench.submit(darkroom);
            for (int i = 0; i < 10; i++) {
                dieWith("w" + i, false);
            }
            darkroom.runDue();

            assertThat(neighbour.status()).isEqualTo(JobStatus.COMPLETE);
        }
    }

    @Test
    void aWorkerNotesThatItBeginsWithASuspectBeforeItDoes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        one.then(context -> {
            begun.countDown();
            goOn.await();
            return StepOutcome.done(new Word("zombie"));
        });
        Darkroom darkroom = bench.byHand(Step.of("one", one));
        Bench.submit(darkroom);
        dieWith("w0", false);
        Future<?> stuck = CompletableFuture.runAsync(darkroom::runDue);
        begun.await();
        bench.clock.advance(Bench.ALIVE.plusSeconds(1));

        assertThat(lease("w1").deaths()).isEqualTo(1);
        goOn.countDown();
        stuck.get(20, TimeUnit.SECONDS);
        darkroom.close();
    }

    /** Takes the job as a worker would, and is never heard of again. */
    private void dieWith(String worker, boolean begun) {
        Lease lease = lease(worker);
        if (begun) {
            bench.store.checkpoint(List.of(new Checkpoint(lease, List.of(), List.of(), new Next.Begin())));
        }
        bench.clock.advance(Bench.ALIVE.plus(Duration.ofSeconds(1)));
    }

    private Lease lease(String worker) {
        WorkerId id = new WorkerId(worker);
        bench.store.renew(id, Bench.ALIVE);
        return bench.store.lease(new Claim(id, Set.of("photo"), 1)).get(0);
    }
}
