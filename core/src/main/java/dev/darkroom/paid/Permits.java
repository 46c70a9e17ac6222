// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.Refused;
import java.time.Duration;
import java.util.List;

/** The permits that one call needs. */
final class Permits {
    private final Turnstile turnstile;
    private final List<PaidCall.Share> shares;

    Permits(Turnstile turnstile, List<PaidCall.Share> shares) {
        this.turnstile = turnstile;
        this.shares = shares;
    }

    void take() throws CallFailure, InterruptedException {
        for (PaidCall.Share share : shares) {
            Turnstile.Answer answer = turnstile.pass(share.rule(), share.amount());
            if (answer instanceof Turnstile.Rest rest) {
                throw new NotSent(rest.reason(), rest.rest());
            }
            if (answer instanceof Turnstile.Refused refused) {
                throw new Refused(refused.reason());
            }
        }
    }

    /** Gives nobody a permit for a while, on any node. */
    void pause(Duration rest) {
        shares.forEach(share -> turnstile.pause(share.rule(), rest));
    }
}
