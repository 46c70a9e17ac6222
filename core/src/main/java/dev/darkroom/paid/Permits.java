// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.limit.Admission;
import dev.darkroom.limit.Fare;
import dev.darkroom.limit.Turnstile;
import dev.darkroom.paid.CallFailure.NotSent;
import dev.darkroom.paid.CallFailure.Refused;
import java.time.Duration;
import java.util.List;

/** The permits that one call needs. */
final class Permits {
    private final Turnstile turnstile;
    private final List<Fare> fares;

    Permits(Turnstile turnstile, List<Fare> fares) {
        this.turnstile = turnstile;
        this.fares = fares;
    }

    void take() throws CallFailure, InterruptedException {
        if (fares.isEmpty()) {
            return;
        }
        Admission admission = turnstile.pass(fares);
        if (admission instanceof Admission.Parked parked) {
            throw new NotSent(parked.reason(), parked.rest());
        }
        if (admission instanceof Admission.Refused refused) {
            throw new Refused(refused.reason());
        }
    }

    /** Gives nobody a permit for a while, on any node. */
    void pause(Duration rest) {
        fares.forEach(fare -> turnstile.pause(fare.rule().key(), rest));
    }
}
