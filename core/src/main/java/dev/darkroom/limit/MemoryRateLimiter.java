// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Counts in a map, from which tallies go whose time is over. */
final class MemoryRateLimiter implements RateLimiter {
    private static final int FEW = 1_000;

    private final InstantSource clock;

    // Guarded by this object's monitor.
    private final Map<String, Tally> tallies = new HashMap<>();
    private int tidyAt = FEW;

    MemoryRateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Permit acquire(LimitRule rule, long amount) {
        return change(rule.key(), (tally, now) -> tally.take(rule, amount, now)).permit();
    }

    @Override
    public void pause(String key, Duration rest) {
        change(key, (tally, now) -> tally.pause(rest, now));
    }

    private synchronized Tally.Turn change(String key, BiFunction<Tally, Instant, Tally.Turn> change) {
        Instant now = clock.instant();
        Tally.Turn turn = change.apply(tallies.getOrDefault(key, Tally.empty()), now);
        tallies.put(key, turn.after());
        if (tallies.size() > tidyAt) {
            tallies.values().removeIf(tally -> tally.isOver(now));
            tidyAt = Math.max(FEW, 2 * tallies.size());
        }
        return turn;
    }
}
