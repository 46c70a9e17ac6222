// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.benchmarks.figures;

/** Takes in what is found. */
public interface Findings {

    /** Says something to a reader. */
    void say(String sentence);

    /** Takes in a figure by its samples, of which the median counts, and the goal in words, or none. */
    void figure(String name, double[] samples, String goal);
}
