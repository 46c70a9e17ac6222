// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.limit.RateLimiter;
import java.time.InstantSource;

class MemoryRateLimiterTest extends RateLimiterContract {
    @Override
    protected RateLimiter newLimiter(InstantSource clock) {
        return RateLimiter.inMemory(clock);
    }
}
