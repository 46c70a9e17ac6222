// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.queue;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A durable queue, made to look like all others. One instance is used by one thread, except {@link #submit(String)}.
 *
 * <p>It is opened on a database of its own. What it hands to the processor it has read from there, all of it.
 */
interface Contestant extends AutoCloseable {

    /** Creates the tables if need be, and empties them; called only while nothing works. */
    void clear() throws SQLException;

    /** Hands in a batch by one call of what the queue has for that; durable when this returns. */
    void submit(List<String> payloads) throws SQLException;

    /** Hands in a single job from one of many threads; durable when this returns. */
    void submit(String payload) throws SQLException;

    /**
     * Begins to work off the jobs on {@link Entrants#WORKERS} threads of this JVM.
     *
     * @param processor is called once for each job, with its payload, in the job's last step
     */
    void start(Consumer<String> processor) throws SQLException;

    /** Stops working; what was begun is ended or given back. May be started again. */
    void stop() throws SQLException, InterruptedException;

    /** Counts the jobs that haven't durably ended. */
    long waiting() throws SQLException;

    @Override
    void close();
}
