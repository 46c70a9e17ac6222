// SPDX-License-Identifier: Apache-2.0
/** The one way in. Start at {@link dev.darkroom.Darkroom}. */
@NullMarked
package dev.darkroom;

import org.jspecify.annotations.NullMarked;
