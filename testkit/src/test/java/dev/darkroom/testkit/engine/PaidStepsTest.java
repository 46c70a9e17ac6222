// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.Darkroom;
import dev.darkroom.JobHandle;
import dev.darkroom.cost.Budget;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.Price;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.cost.Usage;
import dev.darkroom.event.JobEvent;
import dev.darkroom.job.JobStatus;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.Guard;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.process.StepOutcome;
import dev.darkroom.recipe.Backoff;
import dev.darkroom.recipe.Step;
import dev.darkroom.testkit.FakeProcessor;
import dev.darkroom.testkit.FakeProcessor.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a job whose step pays. */
@Timeout(60)
class PaidStepsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Guard GUARD = Guard.named("acme");
    private static final Usage.Service SERVICE = new Usage.Service("acme", "small", "caption");
    private static final Map<String, BigDecimal> ONE = Map.of("images", BigDecimal.ONE);

    private final Bench bench = new Bench();
    private final AtomicInteger sent = new AtomicInteger();

    private static Paid<Word> brought() {
        return Paid.of(new Word("a cat"), ONE).costing(Money.usd("0.03"));
    }

    private PaidCall<Word> call(PaidCall.Sender<Word> sender) {
        return PaidCall.of(SERVICE, GUARD, operation -> {
            sent.incrementAndGet();
            return sender.send(operation);
        });
    }

    private static Step paying(PaidCall<Word> call) {
        FakeProcessor caption = FakeProcessor.remote();
        caption.always(context -> StepOutcome.done(context.pay(call)));
        return Step.of("caption", caption).retry(Backoff.fixed(MINUTE));
    }

    private List<Usage> ledger(JobHandle job) {
        return bench.store.costs().ofJob(job.id().value());
    }

    @Test
    void aPaidResultIsInTheLedgerForItsOwnerStepAndTry() {
        try (Darkroom darkroom = bench.byHand(paying(call(operation -> brought())))) {
            JobHandle job = darkroom.submit(Bench.photo().owner("user-7"));
            darkroom.runDue();

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(ledger(job)).hasSize(1);
            Usage usage = ledger(job).get(0);
            assertThat(usage.state()).isEqualTo(Usage.State.SETTLED);
            assertThat(usage.cost()).isEqualTo(Money.usd("0.03"));
            assertThat(usage.purpose()).isEqualTo(new Usage.Purpose(job.id().value(), "photo", "caption", 1, "user-7"));
        }
    }

    @Test
    void fiftyImagesOverALimitOfTwentyAMinuteAllEndAndUseUpNoTry() {
        LimitRule rule = LimitRule.perMinute("acme/caption", 20);
        try (Darkroom darkroom =
                bench.byHand(paying(call(operation -> brought()).limitedBy(rule)))) {
            List<JobHandle> jobs = darkroom.submit(IntStream.range(0, 50)
                    .mapToObj(i -> Bench.photo().imageId("image-" + i))
                    .toList());
            int minutes = 0;
            while (jobs.stream().anyMatch(job -> !job.status().isFinal())) {
                int before = sent.get();
                for (int i = 0; i < 6; i++) {
                    darkroom.runDue();
                    bench.clock.advance(Duration.ofSeconds(10));
                }
                assertThat(sent.get() - before).isLessThanOrEqualTo(20);
                assertThat(++minutes).as("minutes").isLessThan(10);
            }
            assertThat(jobs).allMatch(job -> job.status() == JobStatus.COMPLETE);
            assertThat(jobs).allMatch(job -> job.job().step("caption").tries() == 1);
            assertThat(sent).hasValue(50);
        }
    }

    @Test
    void aRefusalForNowIsTriedAgainWhenTheProviderSaysSo() {
        PaidCall<Word> call = call(operation -> {
            if (sent.get() == 1) {
                throw new CallFailure.RefusedForNow("too many", Duration.ofMinutes(10));
            }
            return brought();
        });
        try (Darkroom darkroom = bench.byHand(paying(call))) {
            JobHandle job = Bench.submit(darkroom);
            darkroom.runDue();
            assertThat(job.status()).isEqualTo(JobStatus.PENDING);
            assertThat(job.job().dueAt()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(10)));

            bench.clock.advance(Duration.ofMinutes(10));
            darkroom.runDue();
            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(ledger(job)).extracting(Usage::state).containsExactly(Usage.State.FREE, Usage.State.SETTLED);
        }
    }

    @Test
    void aLostReplyFailsTheStepUntilAPersonRetries() {
        PaidCall<Word> call = call(operation -> {
            if (sent.get() == 1) {
                throw new CallFailure.MaybeBilled("the reply was lost");
            }
            return brought();
        });
        try (Darkroom darkroom = bench.byHand(paying(call))) {
            JobHandle job = Bench.submit(darkroom);
            darkroom.runDue();
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.job().reason())
                    .hasValueSatisfying(why -> assertThat(why).contains("the reply was lost"));
            assertThat(ledger(job)).extracting(Usage::state).containsExactly(Usage.State.UNSETTLED);

            job.retry();
            darkroom.runDue();
            assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
            assertThat(sent).hasValue(2);
        }
    }

    @Test
    void aCallThatALostWorkerHadBegunIsShownAsUnsettledAndNotMadeAgain() throws Exception {
        JobHandle job = afterALostWorker(paying(call(operation -> brought())));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.job().reason()).hasValueSatisfying(why -> assertThat(why).contains("may have been billed"));
        assertThat(ledger(job)).extracting(Usage::state).containsExactly(Usage.State.UNSETTLED);
        assertThat(sent).as("not made again").hasValue(1);
    }

    @Test
    void aCheapCallThatALostWorkerHadBegunIsMadeAgain() throws Exception {
        JobHandle job = afterALostWorker(paying(call(operation -> brought()).repeatable()));

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(ledger(job))
                .extracting(Usage::state)
                .containsExactlyInAnyOrder(Usage.State.UNSETTLED, Usage.State.SETTLED);
        assertThat(sent).hasValue(2);
    }

    /** Lets another worker go on while the first hangs in its call; then the first comes back, and changes nothing. */
    private JobHandle afterALostWorker(Step stepOfTheOther) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        PaidCall<Word> hanging = call(operation -> {
            begun.countDown();
            letGo.await();
            return brought();
        });
        try (Darkroom first = bench.byHand(paying(hanging));
                Darkroom second = bench.byHand(stepOfTheOther)) {
            JobHandle job = Bench.submit(first);
            Future<?> stuck = CompletableFuture.runAsync(first::runDue);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            bench.clock.advance(Bench.ALIVE.plusSeconds(1));
            runOn(second);
            List<Usage> ledger = ledger(job);

            letGo.countDown();
            stuck.get(10, TimeUnit.SECONDS);
            assertThat(ledger(job)).as("the zombie changed nothing").isEqualTo(ledger);
            return second.find(job.id()).orElseThrow();
        }
    }

    private void runOn(Darkroom darkroom) {
        for (int i = 0; i < 5; i++) {
            bench.clock.advance(MINUTE);
            darkroom.runDue();
        }
    }

    @Test
    void aBudgetIsToldWhenItIsNearlyUsedAndNeverExceeded() {
        PaidCall<Word> priced = call(operation -> brought()).expecting(ONE);
        try (Darkroom darkroom = bench.builder(paying(priced))
                .prices(PriceBook.empty()
                        .with(Price.of("acme", "small", LocalDate.EPOCH).each("images", Money.usd("0.03"))))
                .budget(Budget.of("pictures", Money.usd("0.10")).monthly())
                .byHand()
                .build()) {
            List<JobHandle> jobs = darkroom.submit(IntStream.range(0, 5)
                    .mapToObj(i -> Bench.photo().imageId("image-" + i))
                    .toList());
            darkroom.runDue();

            assertThat(jobs)
                    .filteredOn(job -> job.status() == JobStatus.COMPLETE)
                    .hasSize(3);
            assertThat(jobs).filteredOn(job -> job.status() == JobStatus.FAILED).hasSize(2);
            assertThat(sent).hasValue(3);
            assertThat(bench.events(JobEvent.BudgetReached.class)).hasSize(1);
        }
    }
}
