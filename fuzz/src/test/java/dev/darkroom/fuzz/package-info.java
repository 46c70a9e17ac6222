// SPDX-License-Identifier: Apache-2.0
/**
 * Fuzzing: {@link dev.darkroom.fuzz.Targets} has all targets. Those for hidden classes stand in the packages of these, which works
 * since nothing here is on the module path.
 */
@NullMarked
package dev.darkroom.fuzz;

import org.jspecify.annotations.NullMarked;
