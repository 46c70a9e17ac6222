// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.Refused;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/*
 * The breaker of the library tells time by itself; ours is handed in. So the breaker never closes by itself, and is half
 * opened here when the clock says so.
 */
/** How the calls of one provider fare in this JVM: how many are under way, and whether they rest. */
final class Gate {
    private static final Duration NEVER = Duration.ofDays(3_650);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final int RESTS_WITHOUT_ACCOUNT = 10;

    private final Guard guard;
    private final InstantSource clock;
    private final Bulkhead<Object> places;
    private final CircuitBreaker<Object> breaker;

    // Guarded by this object's monitor.
    private Instant restUntil = Instant.EPOCH;
    private String why = "";

    Gate(Guard guard, InstantSource clock) {
        this.guard = guard;
        this.clock = clock;
        this.places = Bulkhead.builder(guard.places())
                .withMaxWaitTime(guard.timeout())
                .build();
        this.breaker = CircuitBreaker.builder()
                .handleIf(Gate::isTrouble)
                .withFailureThreshold(guard.troubles(), guard.of())
                .withSuccessThreshold(1)
                .withDelay(NEVER)
                .onOpen(event -> rest(guard.rest(), "too many calls had trouble"))
                .build();
    }

    private static boolean isTrouble(Throwable failure) {
        return failure instanceof CallFailure sorted && sorted.isTrouble();
    }

    <R> Paid<R> let(Call<R> call) throws CallFailure, InterruptedException {
        checkRest();
        try {
            return Unwrapped.get(Failsafe.with(breaker, places), () -> watched(call));
        } catch (CircuitBreakerOpenException e) {
            throw resting();
        } catch (BulkheadFullException e) {
            throw new NotSent(
                    "all " + guard.places() + " places for calls of " + guard.name() + " are taken", SHORTEST_REST);
        }
    }

    private <R> Paid<R> watched(Call<R> call) throws CallFailure, InterruptedException {
        try {
            Paid<R> paid = call.make();
            if (paid.rest() != null) {
                rest(paid.rest(), "the provider has nothing left for now");
            }
            return paid;
        } catch (RefusedForNow e) {
            e.wanted().ifPresent(wait -> rest(wait, "the provider asked to wait"));
            throw e;
        } catch (Refused e) {
            if (e.isEveryCall()) {
                breaker.open();
                rest(guard.rest().multipliedBy(RESTS_WITHOUT_ACCOUNT), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private synchronized void checkRest() throws NotSent {
        if (clock.instant().isBefore(restUntil)) {
            throw resting();
        }
        if (breaker.isOpen()) {
            breaker.halfOpen();
        }
    }

    private synchronized void rest(Duration rest, String reason) {
        Instant until = clock.instant().plus(rest);
        if (until.isAfter(restUntil)) {
            restUntil = until;
            why = reason;
        }
    }

    private synchronized NotSent resting() {
        Duration left = Duration.between(clock.instant(), restUntil);
        return new NotSent(
                "calls of " + guard.name() + " rest: " + why, left.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : left);
    }
}
