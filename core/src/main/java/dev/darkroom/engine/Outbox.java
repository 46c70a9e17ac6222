// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * All that is there is written in one call. When that fails, something in it may be what this store can never write, so
 * what was in the call is written one by one. What fails alone rests between its tries, and keeps only its own job
 * waiting; see Doubtful for how that ends.
 *
 * A failure counts only if the store takes a heartbeat right after it: a store that is down is nobody's fault, however
 * long it lasts.
 */
/**
 * Checkpoints on their way to the store, in order for each job.
 *
 * <p>One thread writes them, all that are there at once, so that the writes of many jobs share a transaction without
 * anybody waiting for a timer. What could not be written stays for the next try.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final JobStore store;
    private final InstantSource clock;
    private final Runnable heartbeat;
    private final BiConsumer<Lease, Next.Finish> givenUp;
    private final Queue<Entry> added = new ConcurrentLinkedQueue<>();

    // Only the writing thread touches these.
    private final List<Entry> taken = new ArrayList<>();
    private final Map<Lease, Doubtful> alone = new LinkedHashMap<>();

    /**
     * A checkpoint, and who wants to know whether it was written or refused.
     *
     * @param checkpoint what to write
     * @param settled hears true when it is durable, false when it never will be: its lease was lost, or the store can't
     *     write it
     */
    record Entry(Checkpoint checkpoint, Consumer<Boolean> settled) {
        Lease lease() {
            return checkpoint.lease();
        }
    }

    /**
     * Makes an empty one.
     *
     * @param heartbeat writes a heartbeat, or throws if the store is down
     * @param givenUp hears of jobs that were ended, since the store can't write what came of them
     */
    Outbox(JobStore store, InstantSource clock, Runnable heartbeat, BiConsumer<Lease, Next.Finish> givenUp) {
        this.store = store;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.givenUp = givenUp;
    }

    /** Puts an entry in line; from any thread. */
    void add(Entry entry) {
        added.add(entry);
    }

    /** Whether nothing was put in line since the last write; what rests between two tries doesn't count. */
    boolean isEmpty() {
        return added.isEmpty();
    }

    /** Writes all that is in line. */
    void write() {
        List<Checkpoint> checkpoints = take();
        settle(carry(() -> store.checkpoint(checkpoints)));
    }

    /** Writes all that is in line, then asks for jobs. */
    List<Lease> exchange(Claim claim) {
        List<Checkpoint> checkpoints = take();
        if (checkpoints.isEmpty() && claim.limit() == 0) {
            return List.of();
        }
        Exchange exchange = carry(() -> store.exchange(checkpoints, claim));
        settle(exchange.lost());
        return exchange.leases();
    }

    private <R> R carry(Supplier<R> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            doubtAllTaken();
            throw e;
        }
    }

    /** Takes what was added; what comes after something doubtful of its job waits behind it. */
    private List<Checkpoint> take() {
        for (Entry entry = added.poll(); entry != null; entry = added.poll()) {
            Doubtful before = alone.get(entry.lease());
            if (before == null) {
                taken.add(entry);
            } else {
                before.add(entry);
            }
        }
        List<Checkpoint> checkpoints = new ArrayList<>(taken.size());
        for (Entry entry : taken) {
            checkpoints.add(entry.checkpoint());
        }
        return checkpoints;
    }

    private void settle(Set<Lease> lost) {
        List<Entry> written = List.copyOf(taken);
        taken.clear();
        for (Entry entry : written) {
            entry.settled().accept(!lost.contains(entry.lease()));
        }
    }

    private void doubtAllTaken() {
        for (Entry entry : taken) {
            alone.computeIfAbsent(entry.lease(), Doubtful::new).add(entry);
        }
        taken.clear();
    }

    /** Returns the leases with something that is written alone. */
    Collection<Lease> doubtful() {
        return List.copyOf(alone.keySet());
    }

    /** Returns when something that failed alone is to be tried again. */
    long nextTryMillis() {
        return alone.values().stream()
                .mapToLong(job -> job.dueAt().toEpochMilli() + 1)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Writes alone what is due of that which failed together with others.
     *
     * @return whether any of it is settled now
     */
    boolean writeAlone() {
        boolean settled = false;
        for (Doubtful job : List.copyOf(alone.values())) {
            while (job.isDue(clock.instant())) {
                settled |= writeFirst(job);
            }
            if (job.isEmpty()) {
                alone.remove(job.lease(), job);
            }
        }
        return settled;
    }

    private boolean writeFirst(Doubtful job) {
        Checkpoint checkpoint = job.first();
        Set<Lease> lost;
        try {
            lost = store.checkpoint(List.of(checkpoint));
        } catch (RuntimeException | Error e) {
            if (!isReachable()) {
                throw e;
            }
            job.failed(e, clock.instant());
            log.error(
                    "job {}: the store can't write what came of it; try {}",
                    job.lease().id(),
                    job.failures(),
                    e);
            return false;
        }
        boolean written = lost.isEmpty();
        if (job.settle(written) && written && checkpoint.next() instanceof Next.Finish end) {
            givenUp.accept(job.lease(), end);
        }
        return true;
    }

    private boolean isReachable() {
        try {
            heartbeat.run();
            return true;
        } catch (RuntimeException | Error e) {
            log.debug("no heartbeat either", e);
            return false;
        }
    }
}
