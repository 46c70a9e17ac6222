// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.cost.Charge;
import dev.darkroom.cost.PriceBook;
import dev.darkroom.cost.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call may cost, and did. */
final class Bill {
    private final PaidCall<?> call;
    private final PriceBook prices;
    private final InstantSource clock;

    Bill(PaidCall<?> call, PriceBook prices, InstantSource clock) {
        this.call = call;
        this.prices = prices;
        this.clock = clock;
    }

    Usage expected(Usage intent) throws InterruptedException {
        if (call.estimate().isEmpty()) {
            return intent.expecting(null);
        }
        try {
            return intent.expecting(priced(call.estimate().get().atMost()));
        } catch (IOException e) {
            // Of what the host's code meets while it prepares a call, the engine makes what it always does.
            throw new UncheckedIOException(e);
        }
    }

    Usage settled(Usage intent, Paid<?> paid) {
        Charge charge = paid.cost() == null ? priced(paid.units()) : Charge.reported(paid.cost());
        return intent.settled(paid.units(), charge);
    }

    private @Nullable Charge priced(Map<String, BigDecimal> units) {
        return priced(prices, call.service(), units, clock);
    }

    /** Returns what so much of a service costs today, if that is known. */
    static @Nullable Charge priced(
            PriceBook prices, Usage.Service service, Map<String, BigDecimal> units, InstantSource clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return prices.charge(service, units, today).orElse(null);
    }
}
