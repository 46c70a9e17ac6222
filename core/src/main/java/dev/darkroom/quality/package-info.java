// SPDX-License-Identifier: Apache-2.0
/** Judges how well a picture was taken. Start at {@link dev.darkroom.quality.Quality}. */
@NullMarked
package dev.darkroom.quality;

import org.jspecify.annotations.NullMarked;
