// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.RefusedForNow;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;

/** Knocks again soon after what surely wasn't billed; whatever takes longer is left to the step, which holds no thread meanwhile. */
final class RetriedCall<R> implements Call<R> {
    private static final int RETRIES = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration USUAL_WAIT = Duration.ofMillis(200);

    private final Call<R> next;
    private final Permits permits;

    RetriedCall(Call<R> next, Permits permits) {
        this.next = next;
        this.permits = permits;
    }

    @Override
    public Paid<R> make() throws CallFailure, InterruptedException {
        RetryPolicy<Object> policy = RetryPolicy.builder()
                .handleIf(RetriedCall::isWorthIt)
                .withMaxRetries(RETRIES)
                .withDelayFn(context -> waitAfter(context.getLastException()))
                .build();
        boolean[] knocked = {false};
        return Unwrapped.get(Failsafe.with(policy), () -> {
            if (knocked[0]) {
                permits.take();
            }
            knocked[0] = true;
            return next.make();
        });
    }

    private static boolean isWorthIt(Throwable failure) {
        if (failure instanceof NotSent notSent) {
            return notSent.rest().isEmpty();
        }
        return failure instanceof RefusedForNow refused
                && refused.wanted().orElse(USUAL_WAIT).compareTo(LONGEST_WAIT) <= 0;
    }

    private static Duration waitAfter(Throwable failure) {
        return failure instanceof RefusedForNow refused ? refused.wanted().orElse(USUAL_WAIT) : USUAL_WAIT;
    }
}
