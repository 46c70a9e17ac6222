// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Checkpoints on their way to the store.
 *
 * <p>One thread writes them, all that are there at once, so that the writes of many jobs share a transaction without
 * anybody waiting for a timer. What could not be written stays, in order, for the next try.
 */
final class Outbox {

    /**
     * A checkpoint, and who wants to know whether it was written or refused.
     *
     * @param checkpoint what to write
     * @param settled hears true when it is durable, false when the lease was lost
     */
    record Entry(Checkpoint checkpoint, Consumer<Boolean> settled) {}

    private final Queue<Entry> added = new ConcurrentLinkedQueue<>();

    // Only the writing thread touches it.
    private final List<Entry> taken = new ArrayList<>();

    void add(Entry entry) {
        added.add(entry);
    }

    boolean isEmpty() {
        return added.isEmpty();
    }

    /** Returns all that is to be written, oldest first; it is taken again until it is settled. */
    List<Checkpoint> take() {
        for (Entry entry = added.poll(); entry != null; entry = added.poll()) {
            taken.add(entry);
        }
        List<Checkpoint> checkpoints = new ArrayList<>(taken.size());
        for (Entry entry : taken) {
            checkpoints.add(entry.checkpoint());
        }
        return checkpoints;
    }

    /** Tells those who want to know of what was taken last. */
    void settle(Set<Lease> lost) {
        List<Entry> written = List.copyOf(taken);
        taken.clear();
        for (Entry entry : written) {
            entry.settled().accept(!lost.contains(entry.checkpoint().lease()));
        }
    }
}
