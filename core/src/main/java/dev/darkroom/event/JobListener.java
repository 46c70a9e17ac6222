// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.event;

/**
 * Hears what happens to jobs in this JVM.
 *
 * <p>What a worker does with a job comes in order, and what they tell is durable when they come, apart from beginnings and progress. A
 * listener is called by one thread at a time, apart from the work, so a slow one only delays later events; what it
 * throws is logged.
 */
@FunctionalInterface
public interface JobListener {

    /** Hears of one event. */
    void on(JobEvent event);
}
