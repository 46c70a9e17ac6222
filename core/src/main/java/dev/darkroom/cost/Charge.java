// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs, and since when that price is known.
 *
 * @param amount how much
 * @param priceDate the day of the price that it was worked out by, or null if the provider told the amount itself
 */
public record Charge(Money amount, @Nullable LocalDate priceDate) {

    /** An amount that the provider told itself. */
    public static Charge reported(Money amount) {
        return new Charge(amount, null);
    }
}
