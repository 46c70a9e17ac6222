// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.job.JobStore;
import java.time.Duration;

class MemoryJobStoreTest extends JobStoreContract {
    private final ManualClock clock = new ManualClock();

    @Override
    protected JobStore newStore() {
        return JobStore.inMemory(clock);
    }

    @Override
    protected void letPass(Duration time) {
        clock.advance(time);
    }
}
