// SPDX-License-Identifier: Apache-2.0
/** Stores sizes of a picture, and the picture itself. Start at {@link dev.darkroom.variant.Variants}. */
@NullMarked
package dev.darkroom.variant;

import org.jspecify.annotations.NullMarked;
