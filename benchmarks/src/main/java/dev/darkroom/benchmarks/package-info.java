// SPDX-License-Identifier: Apache-2.0
/** What Darkroom costs, measured. Start at {@link dev.darkroom.benchmarks.Benchmarks}. */
@NullMarked
package dev.darkroom.benchmarks;

import org.jspecify.annotations.NullMarked;
