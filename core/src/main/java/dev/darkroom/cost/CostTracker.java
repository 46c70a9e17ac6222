// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.cost;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of paid calls.
 *
 * <p>It has one row for each operation. A row begins as an intent and is settled once; recording the same end twice
 * changes nothing, and a settled row is never changed again.
 *
 * <p>Calls that must not go over a {@link Budget} together are asked for before they are sent: {@link #hold} puts aside what
 * a call costs at most. Its end, once it is recorded here or with a checkpoint of the store, puts in the place of that what
 * the call cost; where this is unknown, what was put aside counts as spent. Each end counts once.
 *
 * <p>Safe to share between threads.
 */
public interface CostTracker {

    /** Records calls, all or none: new ones, and the ends of known ones. */
    void record(Collection<Usage> usage);

    /** Finds a call by the id of its operation. */
    Optional<Usage> find(String operation);

    /** Returns the calls made for a job, oldest first. */
    List<Usage> ofJob(long job);

    /** Adds up what settled and unsettled calls cost: a total for each group of calls, in the order of groups. */
    List<CostTotal> totals(CostQuery query);

    /**
     * Puts aside what a call costs at most, in every budget that counts it or, if a hard one has too little left, in none.
     * This is exact, from however many threads and nodes it is asked. A hard budget refuses a call whose cost is unknown, or
     * is in another currency; a soft one lets all calls pass. The same call again is not put aside twice. Nothing is written
     * to the ledger: what is put aside for a call that is not there an hour later may be put aside for others.
     *
     * @param intent the call that is about to be sent, with what it is expected to cost at most
     * @param budgets all budgets that there are; no two have the same name, period and currency
     */
    BudgetAnswer hold(Usage intent, List<Budget> budgets);

    /** Gives back what was put aside for a call that was not sent. */
    void release(String operation);

    /**
     * Returns how a budget stands now.
     *
     * @param owner whose part of it, where each owner has one; null for calls without an owner
     */
    BudgetStanding standing(Budget budget, @Nullable String owner);

    /** Returns a ledger that forgets everything with the JVM. */
    static CostTracker inMemory(InstantSource clock) {
        return new MemoryCostTracker(clock);
    }
}
