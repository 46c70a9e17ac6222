// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.image;

import org.jspecify.annotations.Nullable;

/**
 * What carrying out an order took, as a line of JSON.
 *
 * @param cpuNanos the processor time of the whole process, all of its threads
 * @param wallNanos the time that passed
 * @param bytes how many bytes all outputs have
 * @param peakKilobytes the most memory that the process has had in all its life
 * @param trouble why it could not be carried out, or null
 */
record Receipt(
        long cpuNanos,
        long wallNanos,
        long bytes,
        long peakKilobytes,
        @Nullable String trouble) {

    Receipt failed(String why) {
        return new Receipt(cpuNanos, wallNanos, bytes, peakKilobytes, why);
    }
}
