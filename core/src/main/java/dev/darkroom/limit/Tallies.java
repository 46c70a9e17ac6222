// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Where the tallies of a {@link RateLimiter} are that nodes share: all that a store of limits needs to do.
 */
@FunctionalInterface
public interface Tallies {

    /**
     * Changes the tally of a key, which is {@link Tally#empty()} at first, while nobody else on any node reads or changes
     * it. The time is of one clock for all nodes, read when nobody else can change the tally any more. When this returns,
     * the change is as durable as the store is. The function has no effects, so it may be applied again after trouble.
     *
     * @return what the function returned
     */
    Tally.Turn change(String key, BiFunction<Tally, Instant, Tally.Turn> change);
}
