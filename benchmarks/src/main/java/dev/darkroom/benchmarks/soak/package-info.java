// SPDX-License-Identifier: Apache-2.0
/**
 * The crash soak: workers, their connections and the database itself are killed at random while jobs go through, and
 * afterwards what is promised is checked from outside. Start at {@link dev.darkroom.benchmarks.soak.Soak}.
 */
@NullMarked
package dev.darkroom.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
