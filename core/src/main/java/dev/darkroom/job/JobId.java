// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

/**
 * The number of a job, given by its store; a later job has a higher one.
 *
 * @param value the number
 */
public record JobId(long value) implements Comparable<JobId> {

    /** Reads a number as a person types it. */
    public static JobId parse(String text) {
        try {
            return new JobId(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a job's id is a number, not '" + text + "'", e);
        }
    }

    @Override
    public int compareTo(JobId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
