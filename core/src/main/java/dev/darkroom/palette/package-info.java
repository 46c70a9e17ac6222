// SPDX-License-Identifier: Apache-2.0
/** Finds the colours that a picture is made of. Start at {@link dev.darkroom.palette.Palette}. */
@NullMarked
package dev.darkroom.palette;

import org.jspecify.annotations.NullMarked;
