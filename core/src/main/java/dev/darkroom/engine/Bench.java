// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.engine;

import dev.darkroom.event.JobEvent;
import dev.darkroom.job.Checkpoint;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** What a run needs of the worker that it belongs to. */
interface Bench {

    /** Returns where steps run. */
    Lanes lanes();

    /** Returns the places for pictures that are fetched and not yet worked on by the local lane. */
    Semaphore desks();

    /** Returns the one place for jobs that may have taken a worker down. */
    Semaphore suspects();

    /** Returns the store's time, as well as it is known here. */
    Instant storeTime();

    /** Puts a checkpoint in line to be written; the order is kept. */
    void post(Checkpoint checkpoint, Consumer<Boolean> settled);

    /** Writes a checkpoint with all that is in line before it; returns whether it was not refused. */
    boolean flush(Posted posted) throws InterruptedException;

    /** Whether anybody listens; if not, no event needs to be made. */
    boolean isHeard();

    /** Tells the listeners. */
    void publish(JobEvent event);

    /** Hears that a run, started or not, has no work any more, though its last checkpoint may still be in line. */
    void ended(JobRun run, boolean wasStarted);

    /** Starts runs that wait, as many as there are places for; not to be called under a run's lock. */
    void admit();

    /** Hears that a run's last checkpoint was settled. */
    void settled(JobRun run);
}
