// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.paid.CallFailure.RefusedForNow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes permits first, and tells the limiter when the provider wants a rest. */
final class LimitedCall<R> implements Call<R> {
    private final Call<R> next;
    private final Permits permits;

    LimitedCall(Call<R> next, Permits permits) {
        this.next = next;
        this.permits = permits;
    }

    @Override
    public Paid<R> make() throws CallFailure, InterruptedException {
        permits.take();
        try {
            Paid<R> paid = next.make();
            pause(paid.rest());
            return paid;
        } catch (RefusedForNow e) {
            pause(e.wanted().orElse(null));
            throw e;
        }
    }

    private void pause(@Nullable Duration rest) {
        if (rest != null && !rest.isZero()) {
            permits.pause(rest);
        }
    }
}
