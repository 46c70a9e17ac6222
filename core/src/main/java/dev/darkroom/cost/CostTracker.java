// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The ledger of paid calls.
 *
 * <p>It has one row for each operation. A row begins as an intent and is settled once; recording the same end twice
 * changes nothing, and a settled row is never changed again. Safe to share between threads.
 */
public interface CostTracker {

    /** Records calls, all or none: new ones, and the ends of known ones. */
    void record(Collection<Usage> usage);

    /** Finds a call by the id of its operation. */
    Optional<Usage> find(String operation);

    /** Returns the calls made for a job, oldest first. */
    List<Usage> ofJob(long job);

    /** Adds up what settled and unsettled calls cost: a total for each owner, provider, model and currency. */
    List<CostTotal> totals();

    /** Returns a ledger that forgets everything with the JVM. */
    static CostTracker inMemory() {
        return new MemoryCostTracker();
    }
}
