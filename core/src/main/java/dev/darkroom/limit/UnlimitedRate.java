// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.limit;

import java.time.Duration;

/** Grants everything. */
final class UnlimitedRate implements RateLimiter {
    @Override
    public Permit acquire(LimitRule rule, long amount) {
        return new Permit.Granted();
    }

    @Override
    public void pause(String key, Duration rest) {}
}
