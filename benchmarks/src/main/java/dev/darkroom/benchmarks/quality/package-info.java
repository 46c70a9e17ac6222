// SPDX-License-Identifier: Apache-2.0
/** Where the quality of one format looks like that of another. */
@NullMarked
package dev.darkroom.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
