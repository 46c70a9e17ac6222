// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts in a map; a key's entry is replaced when its window is over, so there is one entry a key. */
final class MemoryRateLimiter implements RateLimiter {
    private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();
    private final InstantSource clock;

    MemoryRateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Permit acquire(LimitRule rule) {
        long now = clock.millis();
        long length = rule.window().toMillis();
        long number = Math.floorDiv(now, length);
        Window after = windows.merge(rule.key(), new Window(number, 1), Window::count);
        return after.used() <= rule.permits()
                ? new Permit.Granted()
                : new Permit.Denied(Duration.ofMillis((number + 1) * length - now));
    }

    private record Window(long number, int used) {

        /** Counts on in the same window; a late thread with an older time counts in the newer window. */
        Window count(Window next) {
            if (next.number > number) {
                return next;
            }
            return new Window(number, used == Integer.MAX_VALUE ? used : used + 1);
        }
    }
}
