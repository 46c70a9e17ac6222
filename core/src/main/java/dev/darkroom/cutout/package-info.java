// SPDX-License-Identifier: Apache-2.0
/** Takes flat backgrounds away. Start at {@link dev.darkroom.cutout.Cutout}. */
@NullMarked
package dev.darkroom.cutout;

import org.jspecify.annotations.NullMarked;
