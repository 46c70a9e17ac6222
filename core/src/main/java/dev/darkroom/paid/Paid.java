// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.paid;

import dev.darkroom.cost.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a paid call brought, and what it used.
 *
 * @param result what it brought
 * @param units what was used, by unit
 * @param cost what the provider itself says that it cost, or null: then the price book tells
 * @param rest for how long the provider wants no more calls, or null
 * @param ended whether all is known of it; a provider that goes on working has only begun
 * @param <R> what it brings
 */
public record Paid<R>(
        R result,
        Map<String, BigDecimal> units,
        @Nullable Money cost,
        @Nullable Duration rest,
        boolean ended) {

    /** Copies the units, and checks that there is a result. */
    public Paid {
        Objects.requireNonNull(result, "a paid call brings a result");
        units = Map.copyOf(units);
    }

    /** A call that used so much. */
    public static <R> Paid<R> of(R result, Map<String, BigDecimal> units) {
        return new Paid<>(result, units, null, null, true);
    }

    /** A call after which the provider goes on working; what it used is told later, by the step that waits for it. */
    public static <R> Paid<R> begun(R result) {
        return new Paid<>(result, Map.of(), null, null, false);
    }

    /** The same with what the provider says that it cost. */
    public Paid<R> costing(Money cost) {
        return new Paid<>(result, units, cost, rest, ended);
    }

    /** The same from a provider that wants no more calls for so long. */
    public Paid<R> thenResting(Duration rest) {
        return new Paid<>(result, units, cost, rest, ended);
    }
}
