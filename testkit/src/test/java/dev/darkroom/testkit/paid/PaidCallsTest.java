// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit.paid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.cost.Money;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.cost.Usage;
import dev.darkroom.limit.LimitRule;
import dev.darkroom.limit.RateLimiter;
import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.CallFailure;
import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.Refused;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import dev.darkroom.paid.Guard;
import dev.darkroom.paid.Paid;
import dev.darkroom.paid.PaidCall;
import dev.darkroom.paid.PaidCalls;
import dev.darkroom.testkit.ManualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What stands around a call that costs money. */
class PaidCallsTest {
    private static final Usage.Service SMALL = new Usage.Service("openai", "text-embedding-3-small", "embedding");
    private static final Map<String, BigDecimal> MILLION = Map.of("input_tokens", BigDecimal.valueOf(1_000_000));
    private static final Guard GUARD = Guard.named("openai").resting(Duration.ofSeconds(30), 2, 4);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final CostTracker costs = CostTracker.inMemory(clock);
    private final NotedPayer payer = new NotedPayer(costs);
    private final AtomicInteger sent = new AtomicInteger();
    private final PaidCalls calls = new PaidCalls(
            new Turnstile(RateLimiter.inMemory(clock), clock), costs, PriceBook.builtIn(), List.of(), clock);

    @Test
    void theIntentIsInTheLedgerBeforeAnythingIsSentAndItsEndWithItsPriceAfter() throws Exception {
        PaidCall<String> call = PaidCall.of(SMALL, GUARD, operation -> {
                    assertThat(costs.find(operation).orElseThrow().state()).isEqualTo(Usage.State.INTENT);
                    return Paid.of("vector", MILLION);
                })
                .expecting(MILLION);

        assertThat(calls.pay(call, payer)).isEqualTo("vector");

        Usage usage = costs.find("op-1").orElseThrow();
        assertThat(usage.state()).isEqualTo(Usage.State.SETTLED);
        assertThat(usage.cost()).isEqualTo(Money.usd("0.02"));
        assertThat(usage.units()).isEqualTo(MILLION);
        assertThat(payer.told).containsExactly("intend op-1", "SETTLED op-1");
    }

    @Test
    void whatTheProviderSaysThatItCostWins() throws Exception {
        calls.pay(PaidCall.of(SMALL, GUARD, operation -> Paid.of("x", MILLION).costing(Money.usd("0.5"))), payer);

        assertThat(costs.find("op-1").orElseThrow().cost()).isEqualTo(Money.usd("0.5"));
    }

    @Test
    void aCallOverItsLimitRestsAndLeavesNoTrace() throws Exception {
        PaidCall<String> call = answering("x").limitedBy(LimitRule.perMinute("openai/embedding", 1));
        calls.pay(call, payer);
        payer.told.clear();

        NotSent held = catchThrowableOfType(NotSent.class, () -> calls.pay(call, payer));

        assertThat(held.rest()).contains(Duration.ofSeconds(30));
        assertThat(payer.told).isEmpty();
        assertThat(sent).hasValue(1);
    }

    @Test
    void whatSurelyWasNotBilledIsTriedAgainAtOnceAsOneCallOfTheLedger() throws Exception {
        PaidCall<String> call = failing(new NotSent("no route"), new RefusedForNow("busy", Duration.ofMillis(1)));

        assertThat(calls.pay(call, payer)).isEqualTo("done");
        assertThat(sent).hasValue(3);
        assertThat(payer.told).containsExactly("intend op-1", "SETTLED op-1");
    }

    @Test
    void eachKnockTakesAPermit() {
        PaidCall<String> call = failing(new NotSent("no route"), new NotSent("no route"))
                .limitedBy(LimitRule.perMinute("openai/embedding", 2));

        assertThatThrownBy(() -> calls.pay(call, payer)).isInstanceOf(NotSent.class);
        assertThat(sent).hasValue(2);
    }

    @Test
    void aCallThatWasRefusedCostsNothing() {
        PaidCall<String> call = failing(new Refused("the picture is broken"));

        assertThatThrownBy(() -> calls.pay(call, payer)).isInstanceOf(Refused.class);
        assertThat(costs.find("op-1").orElseThrow().state()).isEqualTo(Usage.State.FREE);
        assertThat(sent).hasValue(1);
    }

    @Test
    void aLostReplyIsShownAsUnsettledAndNotTriedAgain() {
        PaidCall<String> call = failing(new MaybeBilled("the reply was lost")).expecting(MILLION);

        MaybeBilled lost = catchThrowableOfType(MaybeBilled.class, () -> calls.pay(call, payer));

        assertThat(lost.isRepeatable()).isFalse();
        assertThat(sent).hasValue(1);
        Usage usage = costs.find("op-1").orElseThrow();
        assertThat(usage.state()).isEqualTo(Usage.State.UNSETTLED);
        assertThat(usage.cost()).as("what it may have cost").isEqualTo(Money.usd("0.02"));
    }

    @Test
    void aLostReplyOfACheapCallMayBeTriedAgain() {
        PaidCall<String> call = failing(new MaybeBilled("the reply was lost")).repeatable();

        MaybeBilled lost = catchThrowableOfType(MaybeBilled.class, () -> calls.pay(call, payer));

        assertThat(lost.isRepeatable()).isTrue();
    }

    @Test
    void anythingUnforeseenMayHaveBeenBilled() {
        PaidCall<String> call = PaidCall.of(SMALL, GUARD, operation -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> calls.pay(call, payer)).isInstanceOf(IllegalStateException.class);
        assertThat(costs.find("op-1").orElseThrow().state()).isEqualTo(Usage.State.UNSETTLED);
    }

    @Test
    void whatALostWorkerHadBegunIsNotMadeAgainUnlessThatDoesLittleHarm() throws Exception {
        Usage begun = Usage.intent("old-1", clock.instant(), payer.purpose(), SMALL);
        payer.left.add(begun);

        assertThatThrownBy(() -> calls.pay(answering("x"), payer))
                .isInstanceOf(MaybeBilled.class)
                .hasMessageContaining("old-1");
        assertThat(sent).hasValue(0);
        assertThat(costs.find("old-1").orElseThrow().state()).isEqualTo(Usage.State.UNSETTLED);

        assertThat(calls.pay(answering("x").repeatable(), payer)).isEqualTo("x");
    }

    @Test
    void afterMuchTroubleCallsRestUntilOneShowsThatItIsOver() throws Exception {
        for (int i = 0; i < 4; i++) {
            PaidCall<String> call = failing(new RefusedForNow("overloaded", Duration.ofSeconds(5)));
            assertThatThrownBy(() -> calls.pay(call, payer)).isInstanceOf(CallFailure.class);
            clock.advance(Duration.ofSeconds(6));
        }
        int before = sent.get();
        NotSent held = catchThrowableOfType(NotSent.class, () -> calls.pay(answering("x"), payer));
        assertThat(held.rest().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(sent).hasValue(before);

        clock.advance(Duration.ofSeconds(31));
        assertThat(calls.pay(answering("x"), payer)).isEqualTo("x");
        assertThat(calls.pay(answering("y"), payer)).isEqualTo("y");
    }

    @Test
    void aProviderThatAsksToWaitIsLeftAlone() throws Exception {
        PaidCall<String> call = failing(new RefusedForNow("too many", Duration.ofSeconds(40)));
        assertThatThrownBy(() -> calls.pay(call, payer)).isInstanceOf(RefusedForNow.class);

        clock.advance(Duration.ofSeconds(15));
        NotSent held = catchThrowableOfType(NotSent.class, () -> calls.pay(answering("x"), payer));
        assertThat(held.rest()).contains(Duration.ofSeconds(25));

        clock.advance(Duration.ofSeconds(25));
        assertThat(calls.pay(answering("x"), payer)).isEqualTo("x");
    }

    @Test
    void withoutMoneyOneCallFailsAndTheOthersRest() {
        assertThatThrownBy(() -> calls.pay(failing(Refused.everyCall("no credit")), payer))
                .isInstanceOf(Refused.class);

        NotSent held = catchThrowableOfType(NotSent.class, () -> calls.pay(answering("x"), payer));
        assertThat(held.rest()).contains(Duration.ofMinutes(5));
        assertThat(held).hasMessageContaining("no credit");
    }

    @Test
    void noMoreCallsAreUnderWayThanThereArePlaces() throws Exception {
        Guard narrow = GUARD.places(2);
        AtomicInteger here = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        PaidCall<String> call = PaidCall.of(SMALL, narrow, operation -> {
            most.accumulateAndGet(here.incrementAndGet(), Math::max);
            two.countDown();
            assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
            here.decrementAndGet();
            return Paid.of("x", Map.of());
        });
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> all = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> calls.pay(call, payer)))
                    .toList();
            for (Future<String> one : all) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo("x");
            }
            assertThat(most).hasValue(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallThatTakesTooLongMayHaveBeenBilled() {
        PaidCall<String> call = PaidCall.of(SMALL, GUARD.timeout(Duration.ofMillis(50)), operation -> {
            new CountDownLatch(1).await();
            throw new IllegalStateException("not reached");
        });

        assertThatThrownBy(() -> calls.pay(call, payer))
                .isInstanceOf(MaybeBilled.class)
                .hasMessageContaining("openai");
        assertThat(costs.find("op-1").orElseThrow().state()).isEqualTo(Usage.State.UNSETTLED);
    }

    @Test
    void aCallThatALimitHoldsBackIsNotPrepared() throws Exception {
        AtomicInteger prepared = new AtomicInteger();
        PaidCall<String> call = answering("x")
                .expecting(() -> {
                    prepared.incrementAndGet();
                    return MILLION;
                })
                .limitedBy(LimitRule.perMinute("openai/embedding", 1));
        calls.pay(call, payer);

        assertThatThrownBy(() -> calls.pay(call, payer)).isInstanceOf(NotSent.class);

        assertThat(prepared).hasValue(1);
        assertThat(payer.told).containsExactly("intend op-1", "SETTLED op-1");
    }

    @Test
    void whatGoesWrongWhileACallIsPreparedLeavesNoTrace() {
        PaidCall<String> call = answering("x").expecting(() -> {
            throw new IOException("the picture is gone");
        });

        assertThatThrownBy(() -> calls.pay(call, payer)).hasRootCauseMessage("the picture is gone");
        assertThat(payer.told).isEmpty();
        assertThat(sent).hasValue(0);
    }

    @Test
    void aCallThatOnlyBeganIsSettledWhenItIsKnownWhatItUsed() throws Exception {
        calls.pay(PaidCall.of(SMALL, GUARD, operation -> Paid.begun("batch")).expecting(MILLION), payer);
        assertThat(costs.find("op-1").orElseThrow().state()).isEqualTo(Usage.State.INTENT);

        Usage end = calls.settled("op-1", MILLION).orElseThrow();

        assertThat(end.state()).isEqualTo(Usage.State.SETTLED);
        assertThat(end.cost()).isEqualTo(Money.usd("0.02"));
    }

    @Test
    void aCallWhoseReplyWasLostIsSettledTooWhenItIsFoundAgain() {
        assertThatThrownBy(() -> calls.pay(failing(new MaybeBilled("lost")), payer))
                .isInstanceOf(MaybeBilled.class);

        assertThat(calls.settled("op-1", MILLION).orElseThrow().state()).isEqualTo(Usage.State.SETTLED);
        assertThat(calls.settled("op-1", Map.of()).orElseThrow().state()).isEqualTo(Usage.State.FREE);
    }

    @Test
    void whatIsSettledOrUnknownIsLeftAsItIs() throws Exception {
        calls.pay(answering("x"), payer);

        assertThat(calls.settled("op-1", Map.of())).isEmpty();
        assertThat(calls.settled("nobody's", MILLION)).isEmpty();
    }

    private PaidCall<String> answering(String answer) {
        return PaidCall.of(SMALL, GUARD, operation -> {
            sent.incrementAndGet();
            return Paid.of(answer, MILLION);
        });
    }

    /** Fails so, one time after the other, and is done then. */
    private PaidCall<String> failing(CallFailure... failures) {
        AtomicInteger next = new AtomicInteger();
        return PaidCall.of(SMALL, GUARD, operation -> {
            sent.incrementAndGet();
            int index = next.getAndIncrement();
            if (index < failures.length) {
                throw failures[index];
            }
            return Paid.of("done", MILLION);
        });
    }
}
