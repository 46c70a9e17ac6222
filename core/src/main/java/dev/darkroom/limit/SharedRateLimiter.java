// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** Counts where nodes share a count; keeps one {@link Till} for each rule, so that it seldom has to ask there. */
final class SharedRateLimiter implements RateLimiter {
    private static final int FEW = 1_000;

    private final Tallies tallies;
    private final LongSupplier nanos;
    private final ConcurrentMap<LimitRule, Till> tills = new ConcurrentHashMap<>();

    SharedRateLimiter(Tallies tallies, LongSupplier nanos) {
        this.tallies = tallies;
        this.nanos = nanos;
    }

    @Override
    public Permit acquire(LimitRule rule, long amount) {
        LimitRule counted = rule.counted();
        Till till = tills.get(counted);
        if (till == null) {
            tidy();
            till = tills.computeIfAbsent(counted, missing -> new Till(missing, tallies, nanos));
        }
        return till.acquire(amount);
    }

    @Override
    public void pause(String key, Duration rest) {
        tallies.change(key, (tally, now) -> tally.pause(rest, now));
        tills.forEach((rule, till) -> {
            if (rule.key().equals(key)) {
                till.lookAgain();
            }
        });
    }

    /** Lets go of tills that know nothing any more: keys of owners come and go. */
    private void tidy() {
        if (tills.size() >= FEW) {
            tills.values().removeIf(Till::isIdle);
        }
    }
}
