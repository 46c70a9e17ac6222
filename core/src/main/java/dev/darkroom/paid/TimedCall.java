// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.paid.CallFailure.MaybeBilled;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;

/** Ends a call that takes too long. It was sent, for all that anybody knows. */
final class TimedCall<R> implements Call<R> {
    private final Call<R> next;
    private final Guard guard;
    private final FailsafeExecutor<Object> timeout;

    TimedCall(Call<R> next, Guard guard) {
        this.next = next;
        this.guard = guard;
        this.timeout =
                Failsafe.with(Timeout.builder(guard.timeout()).withInterrupt().build());
    }

    @Override
    public Paid<R> make() throws CallFailure, InterruptedException {
        try {
            return Unwrapped.get(timeout, next);
        } catch (TimeoutExceededException e) {
            throw new MaybeBilled(
                    guard.name() + " did not answer within " + guard.timeout().toSeconds() + " s");
        }
    }
}
