// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.cost.CostTracker;
import dev.darkroom.job.JobStore;
import org.junit.jupiter.api.Nested;

class MemoryCostTrackerTest {
    @Nested
    class Alone extends CostTrackerContract {
        @Override
        protected CostTracker newTracker() {
            return CostTracker.inMemory();
        }
    }

    @Nested
    class OfAStore extends CostTrackerContract {
        @Override
        protected CostTracker newTracker() {
            return JobStore.inMemory().costs();
        }
    }
}
