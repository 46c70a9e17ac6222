// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.Claim;
import dev.darkroom.job.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/*
 * A row that was taken out of the queue stays in its index for a while; for hours, if somebody holds a transaction open
 * that began before. A claim would walk over all such dead rows each time. So it begins a little before the due time of
 * the last job that was taken, or before the time at which there was nothing more to take; and only once in a while at
 * the beginning of time: rows that were committed late, given back or rescued lie there. "A little" covers the usual time
 * between a row's due time and its commit.
 */
/** How far the queue was already looked through, for each recipe and turn. */
final class Floors {
    private static final long SLACK_MICROS = Micros.of(Duration.ofMillis(100));

    private final InstantSource clock;
    private final Duration betweenFullScans;
    private final Map<Lane, Long> lookedUntil = new ConcurrentHashMap<>();
    private final Map<Set<String>, Long> lastFullScans = new ConcurrentHashMap<>();

    Floors(InstantSource clock, Duration betweenFullScans) {
        this.clock = clock;
        this.betweenFullScans = betweenFullScans;
    }

    private record Lane(String recipe, int turn) {

        boolean has(Lease lease) {
            return turn == Floors.turn(lease) && recipe.equals(lease.job().recipe());
        }
    }

    /** One look at the queue. */
    final class Scan {
        private final boolean full;

        private Scan(boolean full) {
            this.full = full;
        }

        /** Whether the whole queue is looked through. */
        boolean isFull() {
            return full;
        }

        /** Returns the due time to begin at. */
        long of(String recipe, int turn) {
            Long until = full ? null : lookedUntil.get(new Lane(recipe, turn));
            return until == null ? Long.MIN_VALUE : until - SLACK_MICROS;
        }

        /**
         * Notes how far this look went.
         *
         * @param leases what was taken, in the order of the queue
         * @param now the database's time at the look, in microseconds
         */
        void ended(Claim claim, List<Lease> leases, long now) {
            if (leases.size() < claim.limit()) {
                reachedEnd(claim, now);
            } else {
                taken(leases);
            }
        }
    }

    /** Begins a look at the queue; for whoever has these recipes it is now and then one at all of it. */
    Scan scan(Claim claim) {
        long now = clock.millis();
        boolean full = claim.limit() > 0 && isLongFrom(lastFullScans.get(claim.recipes()), now);
        if (full) {
            lastFullScans.put(claim.recipes(), now);
        }
        return new Scan(full);
    }

    /** A clock that was put back must not put off the next look. */
    private boolean isLongFrom(@Nullable Long last, long now) {
        return last == null || now < last || now - last >= betweenFullScans.toMillis();
    }

    private void reachedEnd(Claim claim, long now) {
        for (String recipe : claim.recipes()) {
            for (int turn = 0; turn < Jobs.turns(); turn++) {
                lookedUntil.put(new Lane(recipe, turn), now);
            }
        }
    }

    /** Neighbours mostly stand in one lane, of which the last one counts. */
    private void taken(List<Lease> leases) {
        for (int i = 0; i < leases.size(); i++) {
            Lane lane = lane(leases.get(i));
            while (i + 1 < leases.size() && lane.has(leases.get(i + 1))) {
                i++;
            }
            lookedUntil.put(lane, Micros.of(leases.get(i).job().dueAt()));
        }
    }

    private static Lane lane(Lease lease) {
        return new Lane(lease.job().recipe(), turn(lease));
    }

    private static int turn(Lease lease) {
        return Jobs.turn(lease.job().submission().priority());
    }
}
