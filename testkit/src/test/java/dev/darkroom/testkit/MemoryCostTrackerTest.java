// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.job.JobStore;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class MemoryCostTrackerTest {
    @Nested
    class Alone extends CostTrackerContract {
        @Override
        protected CostTracker newTracker(InstantSource clock) {
            return CostTracker.inMemory(clock);
        }
    }

    @Nested
    class OfAStore extends CostTrackerContract {
        @Override
        protected CostTracker newTracker(InstantSource clock) {
            return JobStore.inMemory(clock).costs();
        }
    }
}
