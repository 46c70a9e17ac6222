// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks;

/** Something that can be measured by name; a new one is added to the list in {@link Benchmarks}. */
interface NamedBenchmark {

    /** Returns the name to start it by. */
    String name();

    /** Says in one sentence what it measures. */
    String purpose();

    /** Measures. */
    void run(Options options, Report report) throws Exception;
}
