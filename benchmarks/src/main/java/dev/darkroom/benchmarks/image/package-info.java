// SPDX-License-Identifier: Apache-2.0
/**
 * Image engines side by side, each in a process of its own. Start at {@link
 * dev.darkroom.benchmarks.image.ImageComparison}; what each has to make stands in {@code Job}, and who takes part in
 * {@code Contestants}.
 */
@NullMarked
package dev.darkroom.benchmarks.image;

import org.jspecify.annotations.NullMarked;
