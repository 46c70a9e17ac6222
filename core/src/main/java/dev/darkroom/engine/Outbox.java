// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.job.Checkpoint;
import dev.darkroom.job.Claim;
import dev.darkroom.job.Exchange;
import dev.darkroom.job.JobId;
import dev.darkroom.job.JobStore;
import dev.darkroom.job.Lease;
import dev.darkroom.job.Next;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Whoever writes takes all that are there at once, so that the writes of many jobs share a transaction without anybody
 * waiting for a timer. What could not be written stays for the next try.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final JobStore store;
    private final InstantSource clock;
    private final Runnable waiting;
    private final Runnable heartbeat;
    private final BiConsumer<Lease, Next.Finish> givenUp;
    private final Queue<Entry> added = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inLine = new AtomicInteger();

    // Guarded by this object's monitor; what is doubtful is only touched by the worker's own thread once it is there.
    private final List<Entry> behind = new ArrayList<>();
    private final Map<JobId, Lease> underWay = new HashMap<>();
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
     * @param waiting wakes the worker's own thread, since something waits that is not in line
     * @param heartbeat writes a heartbeat, or throws if the store is down
     * @param givenUp hears of jobs that were ended, since the store can't write what came of them
     */
    Outbox(
            JobStore store,
            InstantSource clock,
            Runnable waiting,
            Runnable heartbeat,
            BiConsumer<Lease, Next.Finish> givenUp) {
        this.store = store;
        this.clock = clock;
        this.waiting = waiting;
        this.heartbeat = heartbeat;
        this.givenUp = givenUp;
    }

    /** Puts an entry in line, from any thread; returns how many are there now. */
    int add(Entry entry) {
        added.add(entry);
        return inLine.incrementAndGet();
    }

    /** Returns about how many entries nobody has taken yet. */
    int inLine() {
        return inLine.get();
    }

    /** Whether nothing was put in line since the last write; what rests between two tries doesn't count. */
    boolean isEmpty() {
        return added.isEmpty();
    }

    /** Writes all that is in line. */
    void write() {
        write(take());
    }

    private void write(List<Entry> batch) {
        settle(batch, carry(batch, () -> store.checkpoint(checkpoints(batch))));
    }

    /** Writes all that is in line, then asks for jobs. */
    List<Lease> exchange(Claim claim) {
        List<Entry> batch = take();
        return batch.isEmpty() && claim.limit() == 0 ? List.of() : exchange(batch, claim);
    }

    /** Does the same in another thread than the worker's own; but nothing while anything is doubtful. */
    List<Lease> exchangeBeside(Claim claim) {
        List<Entry> batch = takeIfNothingIsDoubtful();
        return batch.isEmpty() ? List.of() : exchange(batch, claim);
    }

    private synchronized List<Entry> takeIfNothingIsDoubtful() {
        return alone.isEmpty() ? take() : List.of();
    }

    private List<Lease> exchange(List<Entry> batch, Claim claim) {
        Exchange exchange = carry(batch, () -> store.exchange(checkpoints(batch), claim));
        settle(batch, exchange.lost());
        return exchange.leases();
    }

    private <R> R carry(List<Entry> batch, Supplier<R> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            doubt(batch);
            throw e;
        }
    }

    /** Takes what is in line; what comes after something of its job that is not written yet waits behind it. */
    private synchronized List<Entry> take() {
        inLine.set(0);
        List<Entry> batch = new ArrayList<>();
        List<Entry> waited = List.copyOf(behind);
        behind.clear();
        waited.forEach(entry -> put(entry, batch));
        for (Entry entry = added.poll(); entry != null; entry = added.poll()) {
            put(entry, batch);
        }
        for (Entry entry : batch) {
            underWay.put(entry.lease().id(), entry.lease());
        }
        return batch;
    }

    private void put(Entry entry, List<Entry> batch) {
        Doubtful before = alone.isEmpty() ? null : alone.get(entry.lease());
        if (before != null) {
            before.add(entry);
        } else if (underWay.containsKey(entry.lease().id())) {
            behind.add(entry);
        } else {
            batch.add(entry);
        }
    }

    private static List<Checkpoint> checkpoints(List<Entry> batch) {
        List<Checkpoint> checkpoints = new ArrayList<>(batch.size());
        for (Entry entry : batch) {
            checkpoints.add(entry.checkpoint());
        }
        return checkpoints;
    }

    private void settle(List<Entry> batch, Set<Lease> lost) {
        try {
            for (Entry entry : batch) {
                entry.settled().accept(lost.isEmpty() || !lost.contains(entry.lease()));
            }
        } finally {
            leave(batch);
        }
    }

    private synchronized void doubt(List<Entry> batch) {
        for (Entry entry : batch) {
            alone.computeIfAbsent(entry.lease(), Doubtful::new).add(entry);
        }
        leave(batch);
        waiting.run();
    }

    private synchronized void leave(List<Entry> batch) {
        for (Entry entry : batch) {
            underWay.remove(entry.lease().id());
        }
        if (!batch.isEmpty() && !behind.isEmpty()) {
            waiting.run();
        }
    }

    /** Returns the leases with something that is not written, but was taken out of the line. */
    synchronized Collection<Lease> unwritten() {
        Set<Lease> leases = new HashSet<>(alone.keySet());
        leases.addAll(underWay.values());
        behind.forEach(entry -> leases.add(entry.lease()));
        return leases;
    }

    /** Returns when something that failed alone is to be tried again. */
    synchronized long nextTryMillis() {
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
        for (Doubtful job : allAlone()) {
            while (job.isDue(clock.instant())) {
                settled |= writeFirst(job);
            }
            forgetIfDone(job);
        }
        return settled;
    }

    private synchronized List<Doubtful> allAlone() {
        return List.copyOf(alone.values());
    }

    private synchronized void forgetIfDone(Doubtful job) {
        if (job.isEmpty()) {
            alone.remove(job.lease(), job);
        }
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
