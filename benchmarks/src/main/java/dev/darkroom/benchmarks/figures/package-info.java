// SPDX-License-Identifier: Apache-2.0
/** How a comparison hands over what it has found: {@link dev.darkroom.benchmarks.figures.Findings}. */
@NullMarked
package dev.darkroom.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
