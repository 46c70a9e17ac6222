// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.testkit;

import dev.darkroom.cost.Credits;
import java.time.InstantSource;

class MemoryCreditsTest extends CreditsContract {
    @Override
    protected Credits newCredits(InstantSource clock) {
        return Credits.inMemory(clock);
    }
}
